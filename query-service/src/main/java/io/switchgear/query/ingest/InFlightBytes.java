package io.switchgear.query.ingest;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The process-wide budget of bytes that are being worked on. One sender may hold half of it. */
@Component
class InFlightBytes {

    private final IngestProperties properties;
    private final Map<String, Long> bySender = new HashMap<>();
    private long total;

    InFlightBytes(IngestProperties properties, MeterRegistry metrics) {
        this.properties = properties;
        Gauge.builder("switchgear.ingest.in.flight", this, InFlightBytes::total)
                .baseUnit("bytes")
                .register(metrics);
    }

    /** What one request holds; given back when the request ends, however it ends. */
    final class Lease {

        private final String sender;
        private long held;

        private Lease(String sender) {
            this.sender = sender;
        }

        /** @throws io.switchgear.common.problem.ProblemException 429 or 503 if there is no room */
        void take(long bytes) {
            synchronized (InFlightBytes.this) {
                long max = properties.maxInFlight().toBytes();
                if (total + bytes > max) {
                    throw Refusal.overloaded(properties.retryAfter());
                }
                long mine = bySender.getOrDefault(sender, 0L) + bytes;
                // The first request of a sender always has room, however large it is.
                if (mine > max / 2 && mine > held + bytes) {
                    throw Refusal.tooMuchOfOne(properties.retryAfter());
                }
                total += bytes;
                held += bytes;
                bySender.put(sender, mine);
            }
        }

        void release() {
            synchronized (InFlightBytes.this) {
                total -= held;
                long held = this.held;
                bySender.computeIfPresent(sender, (name, bytes) -> bytes <= held ? null : (Long) (bytes - held));
                this.held = 0;
            }
        }
    }

    Lease lease(String sender) {
        return new Lease(sender);
    }

    private synchronized long total() {
        return total;
    }
}
