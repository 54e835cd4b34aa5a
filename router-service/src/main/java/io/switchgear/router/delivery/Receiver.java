package io.switchgear.router.delivery;

import java.util.List;
import java.util.Set;

import reactor.core.publisher.Mono;

import io.switchgear.router.spool.RecordType;
import io.switchgear.router.spool.SpoolRecord;

/** Whom records are brought to. */
interface Receiver {

    /** Names its durable position in the spool. */
    String name();

    Set<RecordType> wanted();

    /**
     * Completes once the receiver has committed the records. {@link Refused} if it never will; any other error if it may later.
     */
    Mono<Void> deliver(List<SpoolRecord> records);

    /** The receiver understood, and does not want it. */
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }
}
