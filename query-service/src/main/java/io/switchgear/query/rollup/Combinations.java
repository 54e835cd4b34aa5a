package io.switchgear.query.rollup;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.bulk.Session;

import static io.switchgear.query.bulk.Columns.required;

/**
 * Which combinations a workspace's counts are kept apart by: the first so many to come. What comes then is counted as {@code other}.
 * One that has not been seen for as long as rollups are kept makes room.
 */
@Component
public class Combinations {

    /** Admits what is new while there is room, under the workspaces' locks; answers all that are admitted. */
    private static final String ADMIT = """
        with wanted as (
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
                as w (workspace_id, service, provider, model, api_key)),
        seen as (
            update combinations c set last_day = greatest(c.last_day, $6) from wanted w
            where (c.workspace_id, c.service, c.provider, c.model, c.api_key)
                = (w.workspace_id, w.service, w.provider, w.model, w.api_key)
            returning c.workspace_id, c.service, c.provider, c.model, c.api_key),
        fresh as (
            select w.*, row_number() over (partition by w.workspace_id) as n from wanted w
            where not exists (
                select from combinations c where (c.workspace_id, c.service, c.provider, c.model, c.api_key)
                    = (w.workspace_id, w.service, w.provider, w.model, w.api_key))),
        held as (
            select workspace_id, count(*) as n from combinations
            where workspace_id in (select workspace_id from fresh) group by 1),
        added as (
            insert into combinations
            select f.workspace_id, f.service, f.provider, f.model, f.api_key, $6
            from fresh f left join held h using (workspace_id) where f.n + coalesce(h.n, 0) <= $7
            returning workspace_id, service, provider, model, api_key)
        select * from seen union all select * from added
        """;

    private final RollupProperties properties;
    private final InstantSource clock;

    /** Admitted ones, with the day on which that was last written down. */
    private final Cache<Combination, LocalDate> known = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    Combinations(RollupProperties properties, InstantSource clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What is not admitted, in a transaction that holds the workspaces' locks.
     *
     * @param series of what is counted
     */
    public Mono<Set<Series>> refused(Session session, Collection<Series> series) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var wanted = new HashSet<Combination>();
        for (Series one : series) {
            var combination = Combination.of(one);
            if (!today.equals(known.getIfPresent(combination))) {
                wanted.add(combination);
            }
        }
        if (wanted.isEmpty()) {
            return Mono.just(Set.of());
        }
        return admit(session, List.copyOf(wanted), today).map(admitted -> {
            var refused = new HashSet<Series>();
            for (Series one : series) {
                var combination = Combination.of(one);
                if (wanted.contains(combination) && !admitted.contains(combination)) {
                    refused.add(one);
                }
            }
            return refused;
        });
    }

    /** To be called once the transaction is committed: these need not be asked for again today. */
    public void committed(Collection<Series> admitted) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        admitted.forEach(series -> known.put(Combination.of(series), today));
    }

    private Mono<Set<Combination>> admit(Session session, List<Combination> wanted, LocalDate today) {
        return session.query(
                        ADMIT,
                        row -> new Combination(
                                required(row, "workspace_id", UUID.class),
                                required(row, "service", String.class),
                                required(row, "provider", String.class),
                                required(row, "model", String.class),
                                required(row, "api_key", String.class)),
                        wanted.stream().map(Combination::workspace).toArray(UUID[]::new),
                        texts(wanted, Combination::service),
                        texts(wanted, Combination::provider),
                        texts(wanted, Combination::model),
                        texts(wanted, Combination::apiKey),
                        today,
                        properties.maxCombinations())
                .collect(HashSet<Combination>::new, Set::add)
                .map(admitted -> admitted);
    }

    private static String[] texts(List<Combination> combinations, Function<Combination, String> text) {
        return combinations.stream().map(text).toArray(String[]::new);
    }
}
