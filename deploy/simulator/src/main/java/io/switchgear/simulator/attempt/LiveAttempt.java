package io.switchgear.simulator.attempt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** An attempt under way. Written by the connection's event loop, read by the control API; the first ending wins. */
public final class LiveAttempt {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final long id;
    private final Instant at;
    private final InstantSource clock;
    private final String provider;
    private final String method;
    private final String path;
    private final Map<String, String> headers;

    private @Nullable String model;
    private boolean stream;
    private long bodyBytes;
    private int messages;
    private boolean prefill;
    private @Nullable String fault;
    private @Nullable Integer status;
    private @Nullable Integer inputTokens;
    private @Nullable Integer outputTokens;
    private int tokensSent;
    private Outcome outcome = Outcome.IN_PROGRESS;
    private @Nullable Long durationMs;

    LiveAttempt(
            long id, InstantSource clock, String provider, String method, String path, Map<String, String> headers) {
        this.id = id;
        this.at = clock.instant();
        this.clock = clock;
        this.provider = provider;
        this.method = method;
        this.path = path;
        this.headers = headers;
    }

    public synchronized void body(long bytes) {
        bodyBytes = bytes;
    }

    public synchronized void model(String requested) {
        model = requested;
    }

    public synchronized void call(boolean streamed, int messageCount, boolean prefilled) {
        stream = streamed;
        messages = messageCount;
        prefill = prefilled;
    }

    public synchronized void usage(int input, int output) {
        inputTokens = input;
        outputTokens = output;
    }

    public synchronized void fault(@Nullable String rule) {
        fault = rule;
    }

    public synchronized void status(int sent) {
        status = sent;
    }

    public synchronized void sent(int tokens) {
        tokensSent += tokens;
    }

    /** Records the ending; a second one is ignored, because closing a cut connection also looks like the client's doing. */
    public synchronized void end(Outcome how) {
        if (outcome == Outcome.IN_PROGRESS) {
            outcome = how;
            durationMs = Duration.between(at, clock.instant()).toMillis();
        }
    }

    Instant at() {
        return at;
    }

    public synchronized Attempt snapshot() {
        return new Attempt(
                id,
                MILLIS.format(at),
                provider,
                method,
                path,
                model,
                stream,
                headers,
                bodyBytes,
                messages,
                prefill,
                fault,
                status,
                inputTokens,
                outputTokens,
                tokensSent,
                outcome,
                durationMs);
    }
}
