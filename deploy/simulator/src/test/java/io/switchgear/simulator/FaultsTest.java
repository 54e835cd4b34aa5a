package io.switchgear.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

import io.switchgear.common.testing.Await;
import io.switchgear.simulator.attempt.Attempt;
import io.switchgear.simulator.attempt.Outcome;
import io.switchgear.simulator.json.Json;
import io.switchgear.simulator.provider.Pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every fault as a caller meets it on the wire, and as the log tells it. */
class FaultsTest {

    private static final SimulatorServer SIMULATOR = SimulatorServer.start(SimulatorSettings.forTests());

    private final Calls calls = new Calls(SIMULATOR);

    @AfterAll
    static void close() {
        SIMULATOR.close();
    }

    @BeforeEach
    void forget() {
        SIMULATOR.log().clear();
        SIMULATOR.providers().clear();
    }

    @Test
    void statusWithRetryAfter() throws Exception {
        var response = calls.chat("gpt-sim!status=429,retry-after=2", false);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).contains("2");
        var error = Calls.json(response).path("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(error.path("code").stringValue()).isEqualTo("rate_limit_exceeded");
        assertThat(attempt().status()).isEqualTo(429);
        assertThat(attempt().fault()).isEqualTo("status=429,retry-after=2");
    }

    @Test
    void onlyTheFirstRequestsFail() throws Exception {
        assertThat(calls.chat("gpt-sim!status=503,times=2", false).statusCode()).isEqualTo(503);
        assertThat(calls.chat("gpt-sim!status=503,times=2", false).statusCode()).isEqualTo(503);
        assertThat(calls.chat("gpt-sim!status=503,times=2", false).statusCode()).isEqualTo(200);
    }

    /** By socket: an HTTP client calls a reset and an early end by the same name. */
    @Test
    void resetBeforeTheHeaders() throws Exception {
        try (var socket = post("gpt-sim!reset")) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(attempt().outcome()).isEqualTo(Outcome.RESET);
        assertThat(attempt().status()).isNull();
    }

    @Test
    void silenceLastsUntilTheCallerGoes() throws Exception {
        var answer = calls.client()
                .sendAsync(
                        calls.request("POST", "/v1/chat/completions", Calls.chatBody("gpt-sim!silence", false)),
                        HttpResponse.BodyHandlers.ofString());
        Await.until(() -> assertThat(attempt().fault()).isEqualTo("silence"));
        assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        answer.cancel(true);

        Await.until(() -> assertThat(attempt().outcome()).isEqualTo(Outcome.CLIENT_CANCELLED));
        assertThat(attempt().status()).isNull();
    }

    @Test
    void slowFirstTokenSendsHeadersAndRoleAtOnce() throws Exception {
        var opened = open("gpt-sim!slow-first-token=50m");

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(readUntil(opened, "\n\n")).contains("\"role\":\"assistant\"");
        assertThat(attempt().tokensSent()).isZero();
        assertThat(attempt().outcome()).isEqualTo(Outcome.IN_PROGRESS);
        opened.body().close();
        Await.until(() -> assertThat(attempt().outcome()).isEqualTo(Outcome.CLIENT_CANCELLED));
    }

    /** By socket: an HTTP client may drop what it has when the connection ends too early. */
    @Test
    void cutAfterTokens() throws Exception {
        String sent;
        try (var socket = post("gpt-sim!cut=4")) {
            sent = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(tokens(sent)).isEqualTo(4);
        assertThat(sent).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"stop\"");
        assertThat(sent).contains("transfer-encoding: chunked").doesNotEndWith("\r\n0\r\n\r\n");
        assertThat(attempt().outcome()).isEqualTo(Outcome.CUT);
        assertThat(attempt().tokensSent()).isEqualTo(4);
        assertThatThrownBy(() -> calls.chat("gpt-sim!cut=4", true)).isInstanceOf(IOException.class);
    }

    @Test
    void cutOfADocumentBreaksItsBody() {
        assertThatThrownBy(() -> calls.chat("gpt-sim!cut=4", false)).isInstanceOf(IOException.class);
        assertThat(attempt().outcome()).isEqualTo(Outcome.CUT);
    }

    @Test
    void stallAfterTokensKeepsTheConnection() throws Exception {
        var opened = open("gpt-sim!stall=3");
        var text = new StringBuilder();
        var reading = CompletableFuture.runAsync(() -> {
            try {
                readAll(opened, text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        Await.until(() -> assertThat(attempt().tokensSent()).isEqualTo(3));
        assertThatThrownBy(() -> reading.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(attempt().outcome()).isEqualTo(Outcome.IN_PROGRESS);

        opened.body().close();
        Await.until(() -> assertThat(attempt().outcome()).isEqualTo(Outcome.CLIENT_CANCELLED));
        assertThatThrownBy(() -> reading.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void oneMalformedEventThenOnToTheEnd() throws Exception {
        String[] events = calls.chat("gpt-sim!malformed=2", true).body().split("\n\n");

        assertThat(events).hasSize(1 + 16 + 1 + 1 + 1);
        assertThat(events[3]).startsWith("data: {");
        assertThatThrownBy(() -> Json.MAPPER.readTree(events[3].substring(6))).isInstanceOf(JacksonException.class);
        assertThat(events[events.length - 1]).isEqualTo("data: [DONE]");
    }

    @Test
    void anErrorInsideTheStream() throws Exception {
        var response = calls.chat("gpt-sim!error=2", true);

        assertThat(response.statusCode()).isEqualTo(200);
        String[] events = response.body().split("\n\n");
        assertThat(events).hasSize(1 + 2 + 1);
        assertThat(events[3]).startsWith("data: {\"error\":{\"message\":");
        assertThat(calls.chat("gpt-sim!error=2", false).statusCode()).isEqualTo(500);
    }

    @Test
    void aStreamWithoutDone() throws Exception {
        var body = calls.chat("gpt-sim!no-done", true).body();

        assertThat(body).contains("\"finish_reason\":\"stop\"").doesNotContain("[DONE]");
        assertThat(attempt().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void prefillIsRefusedOnlyWhereThereIsOne() throws Exception {
        String prefilled = """
            {"model": "gpt-sim!refuse-prefill", "messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "the"}]}\
            """;

        assertThat(calls.send("POST", "/v1/chat/completions", prefilled).statusCode())
                .isEqualTo(400);
        assertThat(calls.chat("gpt-sim!refuse-prefill", false).statusCode()).isEqualTo(200);
        assertThat(attempt().fault()).isNull();
    }

    @Test
    void modelLevelFailures() throws Exception {
        assertThat(code("gpt-sim!context-length", 400)).isEqualTo("context_length_exceeded");
        assertThat(code("gpt-sim!quota", 429)).isEqualTo("insufficient_quota");
        assertThat(code("gpt-sim!unknown-model", 404)).isEqualTo("model_not_found");
        assertThat(code("gpt-sim!status=500,code=boom", 500)).isEqualTo("boom");
    }

    @Test
    void aContentFilterEndsEarly() throws Exception {
        var choice = Calls.json(calls.chat("gpt-sim!content-filter", false))
                .path("choices")
                .path(0);

        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("content_filter");
        assertThat(choice.path("message").path("content").stringValue().split(" "))
                .hasSize(8);
    }

    @Test
    void aRuleInTheBody() throws Exception {
        String body = """
            {"model": "gpt-sim", "messages": [{"role": "user", "content": "hi"}], "simulator": {"fault": "status=418,times=1"}}\
            """;

        assertThat(calls.send("POST", "/v1/chat/completions", body).statusCode())
                .isEqualTo(418);
        assertThat(calls.send("POST", "/v1/chat/completions", body).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRuleThatIsNoneIsTheCallersMistake() throws Exception {
        var response = calls.chat("gpt-sim!explode", false);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Calls.json(response).path("error").path("message").stringValue())
                .contains("unknown fault 'explode'");
    }

    @Test
    void anInterruptedAnswerContinuesWordForWord() throws Exception {
        String whole = Calls.json(calls.chat("gpt-sim", false))
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .stringValue();
        String half = whole.substring(0, whole.indexOf(' ', whole.length() / 2));

        var rest = Calls.json(calls.send("POST", "/v1/chat/completions", """
            {"model": "gpt-sim", "messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "%s"}]}\
            """.formatted(half)));

        assertThat(half
                        + rest.path("choices")
                                .path(0)
                                .path("message")
                                .path("content")
                                .stringValue())
                .isEqualTo(whole);
    }

    @Test
    void aStreamIsPaced() {
        try (var slow = SimulatorServer.start(SimulatorSettings.forTests().withPace(new Pace(0, 0.001, 0)))) {
            var opened = open(new Calls(slow), "gpt-sim");
            assertThat(readUntil(opened, "the")).contains("\"role\"");
            Await.until(
                    () -> assertThat(slow.log().all().getFirst().tokensSent()).isEqualTo(1));
            opened.body().close();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String code(String model, int status) throws IOException, InterruptedException {
        var response = calls.chat(model, false);
        assertThat(response.statusCode()).isEqualTo(status);
        return Calls.json(response).path("error").path("code").stringValue();
    }

    private static Socket post(String model) throws IOException {
        byte[] body = Calls.chatBody(model, true).getBytes(StandardCharsets.UTF_8);
        var socket = new Socket(InetAddress.getLoopbackAddress(), SIMULATOR.port());
        socket.setSoTimeout(10_000);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: sim\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    private HttpResponse<InputStream> open(String model) throws IOException, InterruptedException {
        return open(calls, model);
    }

    private static HttpResponse<InputStream> open(Calls calls, String model) throws IOException, InterruptedException {
        return calls.client()
                .send(
                        calls.request("POST", "/v1/chat/completions", Calls.chatBody(model, true)),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String readUntil(HttpResponse<InputStream> response, String mark) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(mark) < 0) {
            int next = response.body().read();
            if (next < 0) {
                throw new AssertionError("ended without " + mark + ": " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static void readAll(HttpResponse<InputStream> response, StringBuilder text) throws IOException {
        int next;
        while ((next = response.body().read()) >= 0) {
            text.append((char) next);
        }
    }

    private static int tokens(String events) {
        return events.split("\"delta\":\\{\"content\":\"", -1).length - 1;
    }

    private static Attempt attempt() {
        return SIMULATOR.log().all().getLast();
    }
}
