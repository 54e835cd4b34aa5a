package io.switchgear.gateway.apikey;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.redis.Redis;
import io.switchgear.common.testing.Await;
import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyIT extends RunningGateway {

    @Autowired
    private Redis redis;

    @Test
    void isShownOnceAndStoredAsAHash() {
        var ada = register();
        var created = newKey(ada, "llm", "telemetry");
        String key = (String) created.get("key");
        assertThat(KeyText.isWellFormed(key)).isTrue();
        assertThat(key).startsWith((String) created.get("prefix"));
        api(ada, "/api/v1/api-keys/" + created.get("id"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo(created.get("name"))
                .jsonPath("$.scopes.length()")
                .isEqualTo(2)
                .jsonPath("$.key")
                .doesNotExist();
        var row = database.sql("select k::text from api_keys k where id = :id")
                .bind("id", UUID.fromString((String) created.get("id")))
                .map(r -> r.get(0, String.class))
                .one()
                .block();
        assertThat(row).doesNotContain(key).contains(KeyText.hex(KeyText.hash(key)));
    }

    @Test
    void worksAtOnceAndStopsAtOnce() {
        var ada = register();
        var created = newKey(ada, "llm");
        String key = (String) created.get("key");
        models(key).expectStatus().isOk();
        delete(ada, created.get("id")).expectStatus().isNoContent();
        models(key)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("invalid_api_key");
        delete(ada, created.get("id")).expectStatus().isNotFound();
    }

    @Test
    void anotherReplicasRevocationIsLearntByItsAnnouncement() {
        var ada = register();
        var created = newKey(ada, "llm");
        database.sql("update api_keys set revoked_at = now() where id = :id")
                .bind("id", UUID.fromString((String) created.get("id")))
                .then()
                .block();
        database.sql("update api_key_revision set revision = revision + 1")
                .then()
                .block();
        redis.publish("switchgear:changed:keys", "changed").block();
        Await.until(() -> models((String) created.get("key")).expectStatus().isUnauthorized());
    }

    @Test
    void expires() {
        var ada = register();
        var created = create(
                        ada,
                        Map.of(
                                "name",
                                "short",
                                "scopes",
                                new String[] {"llm"},
                                "expires_at",
                                Instant.now().plusSeconds(2).toString()))
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        String key = (String) created.get("key");
        models(key).expectStatus().isOk();
        Await.until(() -> models(key)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .value(code -> assertThat(code).isIn("key_expired", "invalid_api_key")));
    }

    @Test
    void belongsToItsWorkspace() {
        var ada = register();
        var eve = register();
        var created = newKey(ada, "llm");
        api(eve, "/api/v1/api-keys/" + created.get("id")).expectStatus().isNotFound();
        delete(eve, created.get("id")).expectStatus().isNotFound();
        api(eve, "/api/v1/api-keys").expectBody().jsonPath("$.items.length()").isEqualTo(0);
        api(eve, "/api/v1/api-keys/' or true --").expectStatus().isNotFound();
        models((String) created.get("key")).expectStatus().isOk();
    }

    @Test
    void listsNewestFirstInPages() {
        var ada = register();
        var first = newKey(ada, "llm");
        var second = newKey(ada, "llm");
        var page = api(ada, "/api/v1/api-keys?limit=1")
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(page.get("items").toString()).contains(second.get("id").toString());
        api(ada, "/api/v1/api-keys?limit=1&cursor=" + page.get("next_cursor"))
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(first.get("id"))
                .jsonPath("$.next_cursor")
                .isEqualTo(null);
        api(ada, "/api/v1/api-keys?cursor=nonsense").expectStatus().isBadRequest();
        api(ada, "/api/v1/api-keys?limit=501").expectStatus().isBadRequest();
    }

    @Test
    void refusesWhatBreaksARule() {
        var ada = register();
        create(ada, Map.of("name", " ", "scopes", new String[0]))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(2);
        create(ada, Map.of("name", "a", "scopes", new String[] {"admin"}))
                .expectStatus()
                .isEqualTo(422);
        create(ada, Map.of("name", "a", "scopes", new String[] {"llm"}, "expires_at", "2020-01-01T00:00:00Z"))
                .expectStatus()
                .isEqualTo(422);
        create(ada, Map.of("name", "a", "scopes", new String[] {"llm"}, "rpm", 0))
                .expectStatus()
                .isEqualTo(422);
        create(ada, Map.of("name", "a", "scopes", new String[] {"llm"}))
                .expectStatus()
                .isCreated();
        create(ada, Map.of("name", "a", "scopes", new String[] {"llm"}))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void membersWithoutTheRoleAreRefused() {
        var ada = register();
        database.sql("update members set role = 'operator' where user_id = :user")
                .bind("user", ada.user())
                .then()
                .block();
        var operator = http.post()
                .uri("/api/v1/auth/refresh")
                .cookie("switchgear-refresh", ada.cookie())
                .exchange()
                .expectBody(Map.class)
                .returnResult();
        api(member(ada.email(), operator), "/api/v1/api-keys").expectStatus().isForbidden();
    }

    private WebTestClient.ResponseSpec create(Member member, Object body) {
        return http.post()
                .uri("/api/v1/api-keys")
                .header("Authorization", member.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec delete(Member member, Object id) {
        return http.delete()
                .uri("/api/v1/api-keys/" + id)
                .header("Authorization", member.bearer())
                .exchange();
    }

    private WebTestClient.ResponseSpec api(Member member, String uri) {
        return http.get().uri(uri).header("Authorization", member.bearer()).exchange();
    }

    private WebTestClient.ResponseSpec models(String key) {
        return http.get()
                .uri("/v1/models")
                .header("Authorization", "Bearer " + key)
                .exchange();
    }
}
