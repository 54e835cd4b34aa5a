package io.switchgear.query.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What of a request is refused, and why: the stuff of OTLP's partial success. */
final class Rejections {

    private final Map<String, Long> byReason = new LinkedHashMap<>();

    void add(String reason) {
        add(reason, 1);
    }

    void add(String reason, long count) {
        if (count > 0) {
            byReason.merge(reason, count, Long::sum);
        }
    }

    long count() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** One sentence per reason. */
    String message() {
        return byReason.entrySet().stream()
                .map(reason -> reason.getValue() + " rejected: " + reason.getKey() + ".")
                .collect(Collectors.joining(" "));
    }
}
