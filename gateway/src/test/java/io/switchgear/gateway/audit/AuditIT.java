package io.switchgear.gateway.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class AuditIT extends RunningGateway {

    @Test
    void tellsWhoDidWhatFailuresIncluded() {
        var ada = register();
        newKey(ada, "llm");
        http.post()
                .uri("/api/v1/auth/login")
                .header("User-Agent", "a test")
                .bodyValue(Map.of("email", ada.email(), "password", "quite wrong"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        get(ada, "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].action")
                .isEqualTo("user.login")
                .jsonPath("$.items[0].outcome")
                .isEqualTo("invalid_credentials")
                .jsonPath("$.items[0].details.user_agent")
                .isEqualTo("a test")
                .jsonPath("$.items[0].details.address")
                .isEqualTo("127.0.0.1")
                .jsonPath("$.items[0].request_id")
                .exists()
                .jsonPath("$.items[1].action")
                .isEqualTo("api_key.create")
                .jsonPath("$.items[2].action")
                .isEqualTo("user.register");
        get(ada, "?outcome=failure").expectBody().jsonPath("$.items.length()").isEqualTo(1);
        get(ada, "?action=user.").expectBody().jsonPath("$.items.length()").isEqualTo(2);
        get(ada, "?actor=nobody").expectBody().jsonPath("$.items.length()").isEqualTo(0);
        get(ada, "?range=1h").expectBody().jsonPath("$.items.length()").isEqualTo(3);
        get(ada, "?action=' or true --")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        get(ada, "?range=2h").expectStatus().isBadRequest();
        get(register(), "").expectBody().jsonPath("$.items.length()").isEqualTo(1);
    }

    @Test
    void takesEachEventOnce() {
        var workspace = UUID.randomUUID();
        var first = event(workspace, "circuit.force_open", "a\u0000b");
        var second = event(workspace, "circuit.reset", "b");
        var broken = new HashMap<String, Object>(event(workspace, "x", "y"));
        broken.remove("actor");
        deliver(List.of(first, broken))
                .jsonPath("$.accepted")
                .isEqualTo(1)
                .jsonPath("$.rejected")
                .isEqualTo(1);
        deliver(List.of(first, second))
                .jsonPath("$.accepted")
                .isEqualTo(1)
                .jsonPath("$.duplicates")
                .isEqualTo(1);
        assertThat(database.sql("select target from audit_log where workspace_id = :workspace order by target")
                        .bind("workspace", workspace)
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList()
                        .block())
                .containsExactly("ab", "b");
    }

    @Test
    void pagesWithoutLosingAnythingAndStreamsCsv() {
        var ada = register();
        var events = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 25; i++) {
            events.add(event(ada.workspace(), "test.page", "=target " + i));
        }
        deliver(events);
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = get(ada, "?action=test.page&limit=10" + cursor)
                    .expectBody(Map.class)
                    .returnResult()
                    .getResponseBody();
            ((List<Map<String, String>>) page.get("items")).forEach(item -> seen.add(item.get("id")));
            cursor = page.get("next_cursor") == null ? null : "&cursor=" + page.get("next_cursor");
        } while (cursor != null);
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        var csv = get(ada, "?action=test.page&format=csv")
                .expectHeader()
                .contentTypeCompatibleWith("text/csv")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(csv.lines()).hasSize(26);
        assertThat(csv).startsWith("at,actor,action,target").contains("'=target 7");
        http.get()
                .uri("/api/v1/audit")
                .header("Authorization", ada.bearer())
                .header("Accept", "text/csv")
                .exchange()
                .expectHeader()
                .contentTypeCompatibleWith("text/csv");
    }

    private static Map<String, Object> event(UUID workspace, String action, String target) {
        var event = new HashMap<String, Object>();
        event.put("id", UUID.randomUUID());
        event.put("workspace_id", workspace);
        event.put("actor", "a@example.com");
        event.put("action", action);
        event.put("target", target);
        event.put("outcome", "success");
        event.put("details", Map.of("reason", "test"));
        event.put("at", Instant.now().toString());
        return event;
    }

    private WebTestClient.BodyContentSpec deliver(List<Map<String, Object>> events) {
        return http.post()
                .uri("/internal/v1/audit")
                .headers(IDS.service("router-service", "gateway"))
                .bodyValue(Map.of("events", events))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private WebTestClient.ResponseSpec get(Member member, String query) {
        return http.get()
                .uri("/api/v1/audit" + query)
                .header("Authorization", member.bearer())
                .exchange();
    }
}
