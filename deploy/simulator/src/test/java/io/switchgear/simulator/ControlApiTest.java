package io.switchgear.simulator;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.switchgear.simulator.exchange.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;

class ControlApiTest {

    private static final SimulatorServer SIMULATOR = SimulatorServer.start(SimulatorSettings.forTests());

    private final Calls calls = new Calls(SIMULATOR);

    @AfterAll
    static void close() {
        SIMULATOR.close();
    }

    @BeforeEach
    void reset() throws Exception {
        assertThat(send("DELETE", "/_sim", "").statusCode()).isEqualTo(204);
    }

    @Test
    void helpListsEveryFault() throws Exception {
        assertThat(Calls.json(send("GET", "/_sim", "")).path("faults").propertyNames())
                .contains("status", "cut", "no-done");
        assertThat(send("GET", "/", "").body()).contains("/_sim");
    }

    @Test
    void oneProcessPlaysManyProviders() throws Exception {
        put("/_sim/providers/east", "{\"faults\": [\"status=503\"], \"latency_ms\": 0}");

        assertThat(chat("/p/east/v1")).isEqualTo(503);
        assertThat(chat("/p/west/v1")).isEqualTo(200);
        assertThat(chat("/v1")).isEqualTo(200);

        var shown = Calls.json(send("GET", "/_sim/providers/east", ""));
        assertThat(shown.path("settings").path("faults").path(0).stringValue()).isEqualTo("status=503");
        var attempts =
                Calls.json(send("GET", "/_sim/attempts?provider=east", "")).path("attempts");
        assertThat(attempts).hasSize(1);
        assertThat(attempts.path(0).path("status").intValue()).isEqualTo(503);
        assertThat(attempts.path(0).path("path").stringValue()).isEqualTo("/p/east/v1/chat/completions");

        assertThat(send("DELETE", "/_sim/providers/east", "").statusCode()).isEqualTo(204);
        assertThat(chat("/p/east/v1")).isEqualTo(200);
    }

    @Test
    void anOutageStopsEverythingUntilItIsLifted() throws Exception {
        var outage = send("POST", "/_sim/providers/east/outages", "{\"duration_ms\": 3600000, \"status\": 502}");
        assertThat(outage.statusCode()).isEqualTo(201);

        assertThat(chat("/p/east/v1")).isEqualTo(502);
        assertThat(send("GET", "/p/east/v1/models", "").statusCode()).isEqualTo(502);
        assertThat(SIMULATOR.log().all().getFirst().fault()).isEqualTo("outage:status=502");

        String id = Calls.json(outage).path("id").stringValue();
        assertThat(send("DELETE", "/_sim/providers/east/outages/" + id, "").statusCode())
                .isEqualTo(204);
        assertThat(chat("/p/east/v1")).isEqualTo(200);
    }

    @Test
    void anOutageOfTheFutureWaits() throws Exception {
        send("POST", "/_sim/providers/east/outages", "{\"starts_in_ms\": 3600000, \"duration_ms\": 1000}");

        assertThat(chat("/p/east/v1")).isEqualTo(200);
    }

    @Test
    void theQueueIsServedInOrder() throws Exception {
        var queued = send("POST", "/_sim/providers/east/queue", "{\"faults\": [\"status=500,times=2\", \"quota\"]}");

        assertThat(Calls.json(queued).path("queue")).hasSize(3);
        assertThat(IntStream.range(0, 4).mapToObj(i -> chat("/p/east/v1"))).containsExactly(500, 500, 429, 200);
    }

    @Test
    void theLogHidesCredentialsAndKeepsTheTrace() throws Exception {
        calls.send(
                "POST",
                "/v1/chat/completions",
                Calls.chatBody("gpt-sim", false),
                "Authorization",
                "Bearer sk-very-secret-1234",
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        String log = send("GET", "/_sim/attempts?model=gpt-sim", "").body();
        assertThat(log).contains("…1234").contains("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(log).doesNotContain("secret");
    }

    @Test
    void theLogIsFilteredByModelAndTime() throws Exception {
        chat("/v1");
        String now = Instant.now().plusSeconds(60).toString();

        assertThat(Calls.json(send("GET", "/_sim/attempts?model=gpt-si", "")).path("attempts"))
                .isEmpty();
        assertThat(Calls.json(send("GET", "/_sim/attempts?since=" + now, "")).path("attempts"))
                .isEmpty();
        assertThat(Calls.json(send("GET", "/_sim/attempts?since=0", "")).path("attempts"))
                .hasSize(1);
        assertThat(send("GET", "/_sim/attempts?since=yesterday", "").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /_sim/providers/east         | {                                                       | 400",
                "PUT    | /_sim/providers/east         | []                                                      | 422",
                "PUT    | /_sim/providers/east         | {\"latency\": 5}                                        | 422",
                "PUT    | /_sim/providers/east         | {\"latency_ms\": \"soon\"}                              | 422",
                "PUT    | /_sim/providers/east         | {\"latency_ms\": -1}                                    | 422",
                "PUT    | /_sim/providers/east         | {\"failure_rate\": 2}                                   | 422",
                "PUT    | /_sim/providers/east         | {\"failure_rate\": 0.5, \"faults\": [\"explode\"]}      | 422",
                "PUT    | /_sim/providers/ea%20st      | {}                                                      | 422",
                "POST   | /_sim/providers/east         | {}                                                      | 405",
                "POST   | /_sim/providers/east/outages | {}                                                      | 422",
                "POST   | /_sim/providers/east/outages | {\"duration_ms\": 5, \"every_ms\": 5}                   | 422",
                "POST   | /_sim/providers/east/outages | {\"duration_ms\": 5, \"status\": 200}                   | 422",
                "POST   | /_sim/providers/east/queue   | {\"faults\": []}                                        | 422",
                "POST   | /_sim/providers/east/queue   | {\"faults\": [\"reset\", \"explode\"]}                  | 422",
                "GET    | /_sim/providers/nobody       | ''                                                      | 404",
                "GET    | /_sim/kubernetes             | ''                                                      | 404",
                "GET    | /_sim/nothing                | ''                                                      | 404"
            })
    void badInputChangesNothing(String method, String path, String body, int status) throws Exception {
        var response = send(method, path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Calls.json(response).path("detail").stringValue()).isNotBlank();
        assertThat(Calls.json(send("GET", "/_sim/providers", "")).path("providers"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                               | 400",
                "[]                                                                              | 400",
                "{\"messages\": []}                                                              | 400",
                "{\"model\": 5, \"messages\": []}                                                | 400",
                "{\"model\": \"m\"}                                                              | 400",
                "{\"model\": \"m\", \"messages\": []}                                            | 400",
                "{\"model\": \"m\", \"messages\": [{}]}                                          | 400",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}], \"max_tokens\": 0}     | 400",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}], \"stream\": \"yes\"}   | 400",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}], \"simulator\": {\"output_tokens\": -1}} |"
                        + " 400",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}], \"simulator\": {\"oops\": 1}} | 400"
            })
    void aBadCallIsRefusedAsOpenAiDoes(String body, int status) throws Exception {
        var response = send("POST", "/v1/chat/completions", body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Calls.json(response).path("error").propertyNames())
                .containsExactly("message", "type", "param", "code");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String body = "\"" + "x".repeat(RequestBody.LIMIT) + "\"";

        assertThat(send("POST", "/v1/chat/completions", body).statusCode()).isEqualTo(413);
        assertThat(send("PUT", "/_sim/providers/east", body).statusCode()).isEqualTo(413);
        assertThat(chat("/v1")).isEqualTo(200);
    }

    @Test
    void unknownPathsAndMethods() throws Exception {
        assertThat(send("POST", "/v1/nothing", "{}").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/v1/chat/completions", "").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/v1/models/nothing", "").statusCode()).isEqualTo(404);
    }

    private int chat(String base) {
        try {
            return send("POST", base + "/chat/completions", Calls.chatBody("gpt-sim", false))
                    .statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        var response = send("PUT", path, body);
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return calls.send(method, path, body);
    }
}
