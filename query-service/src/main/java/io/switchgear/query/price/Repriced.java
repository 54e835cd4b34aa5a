package io.switchgear.query.price;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import reactor.core.publisher.Mono;

import io.switchgear.common.price.Cost;
import io.switchgear.query.bulk.Session;
import io.switchgear.query.rollup.Deltas;

/** Writes new prices of one day's spans, and what follows from them. */
final class Repriced {

    private Repriced() {}

    private record Change(PricedSpan span, Cost cost) {

        long difference() {
            Long before = span.costNanoUsd();
            return cost.nanoUsd() - (before == null ? 0 : before);
        }
    }

    static Mono<Void> store(Session session, UUID workspace, LocalDate day, List<PricedSpan> spans, Prices prices) {
        var changes = new ArrayList<Change>();
        for (PricedSpan span : spans) {
            prices.cost(workspace, span.provider(), span.responseModel(), span.requestModel(), span.tokens())
                    .map(cost -> new Change(span, cost))
                    .filter(change -> change.difference() != 0
                            || !change.cost().priceVersion().equals(span.priceVersion()))
                    .ifPresent(changes::add);
        }
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        return spans(session, workspace, day, changes)
                .then(Mono.defer(() -> traces(session, workspace, day, changes)))
                .then(Mono.defer(() -> deltas(changes).append(session)));
    }

    private static Mono<Void> spans(Session session, UUID workspace, LocalDate day, List<Change> changes) {
        return session.execute(
                        """
                        update spans s set cost_nano_usd = c.cost, price_version = c.version
                        from unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::text[]) as c (trace_id, span_id, cost, version)
                        where s.workspace_id = $1 and s.day = $2 and s.trace_id = c.trace_id and s.span_id = c.span_id
                        """,
                        workspace,
                        day,
                        changes.stream().map(change -> change.span().traceId()).toArray(UUID[]::new),
                        changes.stream().map(change -> change.span().spanId()).toArray(Long[]::new),
                        changes.stream().map(change -> change.cost().nanoUsd()).toArray(Long[]::new),
                        changes.stream()
                                .map(change -> change.cost().priceVersion())
                                .toArray(String[]::new))
                .then();
    }

    /** A trace that took longer than a day has several rows: the first that knows of the day. */
    private static Mono<Void> traces(Session session, UUID workspace, LocalDate day, List<Change> changes) {
        Map<UUID, Long> differences = new LinkedHashMap<>();
        changes.stream()
                .filter(change -> change.span().counted())
                .forEach(change -> differences.merge(change.span().traceId(), change.difference(), Long::sum));
        return session.execute(
                        """
                        update traces t set cost_nano_usd = t.cost_nano_usd + c.difference
                        from unnest($3::uuid[], $4::bigint[]) as c (trace_id, difference)
                        where t.workspace_id = $1 and t.trace_id = c.trace_id and t.day = (
                            select min(o.day) from traces o where o.workspace_id = $1 and o.trace_id = c.trace_id
                                and o.first_day <= $2 and o.last_day >= $2)
                        """,
                        workspace,
                        day,
                        differences.keySet().toArray(UUID[]::new),
                        differences.values().toArray(Long[]::new))
                .then();
    }

    private static Deltas deltas(List<Change> changes) {
        var deltas = new Deltas();
        for (Change change : changes) {
            PricedSpan span = change.span();
            if (span.counted() && change.difference() != 0) {
                deltas.addCost(span.series(), span.startedAt(), change.difference());
            }
        }
        return deltas;
    }
}
