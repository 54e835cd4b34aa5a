package io.switchgear.router.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.limit.Limits;

/**
 * Lets calls through as long as keys and workspaces are within their limits: reserves before a call what it will probably use, from this
 * replica's share in memory; only when that is used up the common count is asked for more.
 */
@Component
public class Quotas {

    /** Others may take what was just leased for us; asked for as often as this. */
    private static final int ATTEMPTS = 20;

    private final Counters counters;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Quotas(Counters counters, InstantSource clock, MeterRegistry meters) {
        this.counters = counters;
        this.clock = clock;
        this.meters = meters;
    }

    /** An amount of what a limit is for. */
    private record Need(Counter counter, long amount) {}

    /**
     * Decides about a call.
     *
     * @param key the API key's id; null for a user
     * @param ofKey the key's limits
     * @param ofWorkspace the workspace's limits
     */
    public Mono<Decision> admit(UUID workspace, @Nullable String key, Limits ofKey, Limits ofWorkspace, Demand demand) {
        if (ofKey.none() && ofWorkspace.none()) {
            return Mono.just(new Decision.Admitted(Reservation.NONE, Standing.UNLIMITED));
        }
        Instant now = clock.instant();
        var needs = new ArrayList<Need>(6);
        if (key != null) {
            needs(workspace, QuotaKey.apiKey(key), ofKey, demand, now, needs);
        }
        needs(workspace, QuotaKey.WORKSPACE, ofWorkspace, demand, now, needs);
        var holds = new ArrayList<Reservation.Hold>(needs.size());
        var decided = new AtomicBoolean();
        return take(needs, holds).doOnNext(decision -> decided.set(true)).doOnCancel(() -> {
            if (decided.compareAndSet(false, true)) {
                new Reservation(List.copyOf(holds), clock).release();
            }
        });
    }

    private void needs(UUID workspace, String subject, Limits limits, Demand demand, Instant now, List<Need> needs) {
        Window minute = Window.minute(now);
        if (limits.rpm() != null) {
            needs.add(need(new QuotaKey(workspace, subject, Meter.REQUESTS), minute, limits.rpm(), 1));
        }
        if (limits.tpm() != null) {
            needs.add(need(new QuotaKey(workspace, subject, Meter.TOKENS), minute, limits.tpm(), demand.tokens()));
        }
        if (limits.budgetNanoUsd() != null) {
            Window period = Window.of(limits.period(), now);
            needs.add(need(
                    new QuotaKey(workspace, subject, Meter.SPENDING),
                    period,
                    limits.budgetNanoUsd(),
                    demand.nanoUsd()));
        }
    }

    /** What is more than the whole limit is let through when nothing else is: it could never be otherwise. */
    private Need need(QuotaKey key, Window window, long limit, long amount) {
        return new Need(counters.counter(key, window, limit), Math.clamp(amount, 1, limit));
    }

    private Mono<Decision> take(List<Need> needs, List<Reservation.Hold> holds) {
        for (Need need : needs.subList(holds.size(), needs.size())) {
            var hold = need.counter().reserve(need.amount(), clock.instant());
            if (hold == null) {
                return ask(need, 1).flatMap(asked -> {
                    if (!asked.isPresent()) {
                        return Mono.just(refused(need, needs, holds));
                    }
                    holds.add(asked.get());
                    return take(needs, holds);
                });
            }
            holds.add(hold);
        }
        return Mono.just(new Decision.Admitted(new Reservation(List.copyOf(holds), clock), standing(needs)));
    }

    private Mono<Optional<Reservation.Hold>> ask(Need need, int attempt) {
        Counter counter = need.counter();
        Instant asked = clock.instant();
        if (counter.share().alone() || counter.deniedLately(need.amount(), asked)) {
            return Mono.just(Optional.empty());
        }
        return counters.renew(counter, need.amount(), true).then(Mono.defer(() -> {
            Instant now = clock.instant();
            var hold = counter.reserve(need.amount(), now);
            if (hold != null) {
                return Mono.just(Optional.of(hold));
            }
            if (attempt >= ATTEMPTS || !counter.share().conceivable(need.amount(), now)) {
                counter.denied(need.amount(), now);
                return Mono.just(Optional.empty());
            }
            return ask(need, attempt + 1);
        }));
    }

    private Decision refused(Need need, List<Need> needs, List<Reservation.Hold> holds) {
        new Reservation(List.copyOf(holds), clock).release();
        Counter counter = need.counter();
        Meter meter = counter.key().meter();
        Share share = counter.share();
        String whose = counter.key().subject().equals(QuotaKey.WORKSPACE) ? "workspace" : "API key";
        meters.counter("switchgear.quota.refused", "meter", meter.name().toLowerCase(Locale.ROOT), "of", whose)
                .increment();
        return new Decision.Refused(
                meter == Meter.SPENDING ? "budget_exceeded" : "rate_limit_exceeded",
                meter.refusal(whose, share.limit(), share.window()),
                Duration.between(clock.instant(), share.window().end()),
                standing(needs));
    }

    private Standing standing(List<Need> needs) {
        Instant now = clock.instant();
        Standing.Level requests = null;
        Standing.Level tokens = null;
        for (Need need : needs) {
            Share share = need.counter().share();
            var level = new Standing.Level(
                    share.limit(), share.remaining(now), share.window().end());
            switch (need.counter().key().meter()) {
                case REQUESTS -> requests = Standing.Level.tighter(requests, level);
                case TOKENS -> tokens = Standing.Level.tighter(tokens, level);
                case SPENDING -> {}
            }
        }
        return new Standing(requests, tokens);
    }
}
