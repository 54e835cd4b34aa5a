package io.switchgear.bench.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.bench.suite.Credentials;

/**
 * Makes calls and judges what came of them. Right is the whole text with its normal end; or an error of the kinds that providers cause,
 * in the dialect of the call; or a beginning of the text and then such an error. Everything else is wrong, above all no end in time.
 *
 * @param http shared by all calls that go on to their end
 * @param aborting for calls that go away: the JDK's client may close a connection that another call has taken over already
 * @param credentials of the suite
 * @param text that every answer must have
 * @param patience until an answer must be whole or refused
 */
record Caller(HttpClient http, HttpClient aborting, Credentials credentials, String text, Duration patience) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What failing providers may come to; never 400 or 401, which would mean that a retry or a translation broke something. */
    private static final Set<Integer> RIGHT_ERRORS = Set.of(429, 500, 502, 503, 504, 529);

    /** Events that a caller reads before it goes away. */
    private static final int ABORT_AFTER = 6;

    private static final Duration ABORT_WAIT = Duration.ofMillis(60);

    Outcome call(Load load) throws InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(credentials.gatewayUrl() + load.api().path()))
                .header("Authorization", "Bearer " + credentials.apiKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        JSON.writeValueAsBytes(load.api().request(load.pool(), load.streamed()))))
                .build();
        try {
            return load.streamed() ? streamed(load, request) : whole(load, request);
        } catch (IOException broken) {
            return Outcome.wrong("the connection broke: " + broken);
        } catch (JacksonException unreadable) {
            return Outcome.wrong("not JSON: " + unreadable.getOriginalMessage());
        }
    }

    private HttpClient client(Load load) {
        return load.aborted() ? aborting : http;
    }

    private Outcome whole(Load load, HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client(load).sendAsync(request, BodyHandlers.ofByteArray());
        if (load.aborted()) {
            Thread.sleep(ABORT_WAIT);
            answer.cancel(true);
            return Outcome.ABORTED;
        }
        var response = inTime(answer);
        if (response == null) {
            return Outcome.wrong("no answer within " + patience.toSeconds() + " s");
        }
        if (response.statusCode() != 200) {
            return refused(load, response.statusCode(), response.body());
        }
        String got = load.api().text(JSON.readTree(response.body()));
        String wanted = load.api() == Api.EMBEDDINGS ? "embedding" : text;
        return got.equals(wanted) ? Outcome.ANSWERED : Outcome.wrong("another answer: " + got);
    }

    private Outcome streamed(Load load, HttpRequest request) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        var response = inTime(client(load).sendAsync(request, BodyHandlers.ofInputStream()));
        if (response == null) {
            return Outcome.wrong("no beginning within " + patience.toSeconds() + " s");
        }
        var late = new AtomicBoolean();
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                return refused(load, response.statusCode(), body.readAllBytes());
            }
            var watchdog = CompletableFuture.runAsync(
                    () -> {
                        late.set(true);
                        close(body);
                    },
                    CompletableFuture.delayedExecutor(until - System.nanoTime(), TimeUnit.NANOSECONDS));
            try {
                return read(load, body);
            } finally {
                watchdog.cancel(false);
            }
        } catch (IOException broken) {
            if (late.get()) {
                return Outcome.wrong("no end within " + patience.toSeconds() + " s");
            }
            throw broken;
        }
    }

    private Outcome read(Load load, InputStream body) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        var got = new StringBuilder();
        int events = 0;
        String line = reader.readLine();
        while (line != null) {
            if (line.startsWith("data: ")) {
                String data = line.substring(6);
                if (load.api().ends(data)) {
                    return got.toString().equals(text)
                            ? Outcome.ANSWERED
                            : Outcome.wrong("a normal end after another text: " + got);
                }
                JsonNode event = JSON.readTree(data);
                if (load.api().error(event)) {
                    return text.startsWith(got.toString())
                            ? Outcome.INTERRUPTED
                            : Outcome.wrong("an error after another text: " + got);
                }
                got.append(load.api().delta(event));
                if (load.aborted() && ++events == ABORT_AFTER) {
                    return Outcome.ABORTED;
                }
            }
            line = reader.readLine();
        }
        return Outcome.wrong("the stream broke off after: " + got);
    }

    private static Outcome refused(Load load, int status, byte[] body) {
        if (!RIGHT_ERRORS.contains(status)) {
            return Outcome.wrong(status + " " + new String(body, StandardCharsets.UTF_8));
        }
        return load.api().error(JSON.readTree(body))
                ? Outcome.refused(status)
                : Outcome.wrong(status + " in another dialect: " + new String(body, StandardCharsets.UTF_8));
    }

    /** Null if it does not come. */
    private <T> @Nullable T inTime(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return null;
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyGone) {
            // What reads it notices.
        }
    }
}
