package io.switchgear.action.testing;

import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;

/** What a member of a workspace does through the gateway. */
public final class ActionCalls {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SERVICE = "action-engine";

    private final WebTestClient http;
    private final Consumer<HttpHeaders> identity;

    private ActionCalls(WebTestClient http, Consumer<HttpHeaders> identity) {
        this.http = http;
        this.identity = identity;
    }

    public static ActionCalls member(WebTestClient http, UUID workspace, Role role) {
        return new ActionCalls(http, Identities.get().user(SERVICE, workspace, role));
    }

    /** Somebody else of the same workspace. */
    public static ActionCalls colleague(WebTestClient http, UUID workspace, Role role) {
        var caller = Caller.user("gateway", UUID.randomUUID(), workspace, role, "colleague@example.com");
        return new ActionCalls(http, Identities.get().headers("gateway", SERVICE, caller));
    }

    public static ActionCalls as(WebTestClient http, Consumer<HttpHeaders> identity) {
        return new ActionCalls(http, identity);
    }

    public WebTestClient.ResponseSpec post(String path, String body) {
        return http.post()
                .uri(path)
                .headers(identity)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    public WebTestClient.ResponseSpec post(String path) {
        return http.post().uri(path).headers(identity).exchange();
    }

    public WebTestClient.ResponseSpec post(String path, String body, String key) {
        return http.post()
                .uri(path)
                .headers(identity)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    public WebTestClient.ResponseSpec get(String path) {
        return http.get().uri(path).headers(identity).exchange();
    }

    public JsonNode ok(String path) {
        return json(get(path).expectStatus().isOk());
    }

    /** Asks for an action that is taken on, whatever becomes of it. */
    public JsonNode accepted(String path, String body) {
        return json(post(path, body).expectStatus().isAccepted());
    }

    public JsonNode conflict(String path) {
        return json(post(path).expectStatus().isEqualTo(409));
    }

    /** The action once it has ended. */
    public JsonNode ended(JsonNode action) {
        return reaches(action, "succeeded", "failed", "blocked", "reverted");
    }

    public JsonNode reaches(JsonNode action, String... states) {
        String path = "/api/v1/actions/" + id(action);
        return Await.value(() -> {
            JsonNode now = ok(path);
            if (!java.util.List.of(states).contains(now.get("status").asString())) {
                throw new AssertionError("is " + now);
            }
            return now;
        });
    }

    public static String id(JsonNode action) {
        return action.get("action_id").asString();
    }

    public static JsonNode json(WebTestClient.ResponseSpec response) {
        return JSON.readTree(response.expectBody(String.class).returnResult().getResponseBody());
    }

    /** A request's body for the cluster {@code local}. */
    public static String body(String service, String more) {
        return """
            {"service_name": "%s", "target_type": "kubernetes", "reason": "High CPU usage detected"%s}\
            """.formatted(service, more.isEmpty() ? "" : ", " + more);
    }
}
