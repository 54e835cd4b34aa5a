package io.switchgear.query.cost;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.switchgear.query.rollup.Totals;

/**
 * Cost over a time range.
 *
 * @param range as asked for
 * @param groupBy {@code provider}, {@code model}, {@code service} or {@code key}
 * @param totalCostUsd sum over the items
 * @param items the most expensive first
 */
record Costs(String range, String groupBy, double totalCostUsd, List<CostRow> items) {

    static Costs of(String range, String groupBy, List<Totals> requests, List<Totals> attempts) {
        Map<String, Totals> requestsByGroup = byGroup(requests);
        Map<String, Totals> attemptsByGroup = byGroup(attempts);
        var groups = new TreeSet<>(requestsByGroup.keySet());
        groups.addAll(attemptsByGroup.keySet());
        List<CostRow> items = groups.stream()
                .map(group -> CostRow.of(
                        group,
                        requestsByGroup.getOrDefault(group, Totals.NONE),
                        attemptsByGroup.getOrDefault(group, Totals.NONE)))
                .sorted(Comparator.comparingDouble(CostRow::costUsd).reversed())
                .toList();
        long nanos = requests.stream().mapToLong(Totals::costNanoUsd).sum();
        return new Costs(range, groupBy, nanos / 1e9, items);
    }

    private static Map<String, Totals> byGroup(List<Totals> rows) {
        return rows.stream().collect(Collectors.toMap(Totals::group, Function.identity()));
    }
}
