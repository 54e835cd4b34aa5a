package io.switchgear.query.testing;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is set. */
public final class SettableClock implements InstantSource {

    private volatile Instant now = Instant.now();

    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
