package io.switchgear.health.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.switchgear.common.circuit.Samples.Outcome;
import io.switchgear.common.circuit.Samples.ProviderSample;

/**
 * Which outcomes get lines of their own, so that the history grows with incidents and not with traffic: failures do, up to a
 * number a minute; from then on, and for successes always, a minute gets one line per category.
 */
final class FailureGrouping {

    private FailureGrouping() {}

    /**
     * The lines of one provider's interval.
     *
     * @param sample whose identity names the lines: {@code sequence} of {@code replica}
     * @param free how many more lines of their own this minute has room for
     */
    static List<HistoryRow> rows(ProviderSample provider, String replica, long sequence, int free) {
        var rows = new ArrayList<HistoryRow>();
        int singles = 0;
        for (int i = 0; i < provider.outcomes().size(); i++) {
            Outcome outcome = provider.outcomes().get(i);
            if (outcome.count() == 0) {
                continue;
            }
            if (outcome.category() != null && singles < free) {
                singles++;
                rows.add(HistoryRow.single(provider, replica, sequence, i, outcome));
            } else {
                rows.add(HistoryRow.grouped(provider, outcome));
            }
        }
        return rows;
    }

    /** A line for each probe: idle providers are asked seldom. */
    static List<HistoryRow> probes(ProviderSample provider, String replica, long sequence) {
        return IntStream.range(0, provider.probes().size())
                .mapToObj(i -> HistoryRow.probe(
                        provider, replica, sequence, i, provider.probes().get(i)))
                .toList();
    }
}
