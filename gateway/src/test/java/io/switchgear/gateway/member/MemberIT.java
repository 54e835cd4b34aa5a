package io.switchgear.gateway.member;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.testing.Await;
import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class MemberIT extends RunningGateway {

    private static final String MEMBERS = "/api/v1/members";
    private static final String INVITATIONS = "/api/v1/auth/invitations/";

    private static String address() {
        return UUID.randomUUID() + "@example.com";
    }

    private WebTestClient.ResponseSpec send(Member by, String method, String path, Object body) {
        var request = http.method(HttpMethod.valueOf(method)).uri(path).header("Authorization", by.bearer());
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body))
                .exchange();
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> invite(Member by, String email, String role) {
        return send(by, "POST", MEMBERS, Map.of("email", email, "role", role))
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec accept(String token, Map<String, String> body) {
        return http.post()
                .uri(INVITATIONS + token + "/accept")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, String> newcomer() {
        return Map.of("password", PASSWORD, "full_name", "Grace");
    }

    /** Somebody with a new account, who has accepted an invitation by {@code by}. */
    private Member join(Member by, String role) {
        String email = address();
        EntityExchangeResult<Map> joined = accept(invite(by, email, role).get("token"), newcomer())
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult();
        return member(email, joined);
    }

    private void audited(Member owner, String action, String target, String outcome) {
        Await.until(() -> send(owner, "GET", "/api/v1/audit?action=" + action + "&outcome=" + outcome, null)
                .expectBody()
                .jsonPath("$.items[0].target")
                .isEqualTo(target));
    }

    @Test
    void whoeverIsInvitedJoinsOnceAndWithTheRoleThatWasMeant() {
        var ada = register();
        String email = "Grace." + address();
        var invited = invite(ada, email, "operator");
        assertThat(invited.get("email")).isEqualTo(email.toLowerCase(java.util.Locale.ROOT));
        assertThat(invited.get("link")).isEqualTo("http://localhost:" + port + "/invitations/" + invited.get("token"));
        http.get()
                .uri(INVITATIONS + invited.get("token"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.workspace_name")
                .isEqualTo("Engines")
                .jsonPath("$.role")
                .isEqualTo("operator")
                .jsonPath("$.account")
                .isEqualTo(false);
        var grace = member(
                invited.get("email"),
                accept(invited.get("token"), newcomer())
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .exists("Set-Cookie")
                        .expectBody(Map.class)
                        .returnResult());
        assertThat(grace.workspace()).isEqualTo(ada.workspace());
        send(grace, "GET", "/api/v1/auth/me", null)
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo("operator")
                .jsonPath("$.workspaces.length()")
                .isEqualTo(1);
        accept(invited.get("token"), newcomer()).expectStatus().isNotFound();
        send(ada, "GET", MEMBERS, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].email")
                .isEqualTo(grace.email())
                .jsonPath("$.items[0].status")
                .isEqualTo("active")
                .jsonPath("$.items[1].role")
                .isEqualTo("owner");
        audited(ada, "member.invite", grace.email(), "success");
        audited(ada, "invitation.accept", grace.email(), "success");
    }

    @Test
    void anAccountThatThereIsJoinsWithItsPasswordOnly() {
        var ada = register();
        var bob = register();
        String token = invite(ada, bob.email(), "viewer").get("token");
        http.get()
                .uri(INVITATIONS + token)
                .exchange()
                .expectBody()
                .jsonPath("$.account")
                .isEqualTo(true);
        accept(token, Map.of("password", "another long pass phrase", "full_name", "Mallory"))
                .expectStatus()
                .isUnauthorized();
        audited(ada, "invitation.accept", bob.email(), "failure");
        accept(token, Map.of("password", PASSWORD))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.user.full_name")
                .isEqualTo("Ada")
                .jsonPath("$.workspace.id")
                .isEqualTo(ada.workspace().toString());
        send(bob, "GET", "/api/v1/auth/me", null)
                .expectBody()
                .jsonPath("$.workspaces.length()")
                .isEqualTo(2);
        send(ada, "POST", MEMBERS, Map.of("email", bob.email(), "role", "viewer"))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("member_exists");
    }

    @Test
    void aNewAccountNeedsANameAndAGoodPassword() {
        var ada = register();
        String token = invite(ada, address(), "viewer").get("token");
        accept(token, Map.of("password", PASSWORD))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("full_name");
        accept(token, Map.of("password", "password123", "full_name", "Grace"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("password");
        accept(token, newcomer()).expectStatus().isOk();
    }

    @Test
    void forgedExpiredAndRevokedInvitationsAreAllTheSame() {
        var ada = register();
        var expired = invite(ada, address(), "viewer");
        database.sql("update invitations set expires_at = now() where id = :id")
                .bind("id", UUID.fromString(expired.get("id")))
                .then()
                .block();
        var revoked = invite(ada, address(), "viewer");
        send(ada, "DELETE", MEMBERS + "/" + revoked.get("id"), null)
                .expectStatus()
                .isNoContent();
        audited(ada, "invitation.revoke", revoked.get("email"), "success");
        for (String token : new String[] {expired.get("token"), revoked.get("token"), "forged", "a".repeat(43)}) {
            accept(token, newcomer())
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("invitation_not_found");
            http.get().uri(INVITATIONS + token).exchange().expectStatus().isNotFound();
        }
        send(ada, "GET", MEMBERS, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        // An expired one is no reason against another.
        invite(ada, expired.get("email"), "viewer");
        send(ada, "POST", MEMBERS, Map.of("email", expired.get("email"), "role", "viewer"))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invitation_exists");
    }

    @Test
    void twoAcceptancesAtOnceMakeOneMember() {
        var ada = register();
        String token = invite(ada, address(), "viewer").get("token");
        var answers = Flux.range(0, 4)
                .flatMap(i -> Mono.fromCallable(() -> accept(token, newcomer())
                                .expectBody()
                                .returnResult()
                                .getStatus()
                                .value())
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(answers).containsOnlyOnce(200);
        send(ada, "GET", MEMBERS, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2);
    }

    @Test
    void theTokenIsStoredAsAHash() {
        var ada = register();
        var invited = invite(ada, address(), "viewer");
        String row = database.sql("select i::text from invitations i where id = :id")
                .bind("id", UUID.fromString(invited.get("id")))
                .map(r -> r.get(0, String.class))
                .one()
                .block();
        assertThat(row).doesNotContain(invited.get("token"));
        send(ada, "GET", MEMBERS + "/" + invited.get("id"), null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("invited")
                .jsonPath("$.token")
                .doesNotExist();
    }

    @Test
    void theLastOwnerStays() {
        var ada = register();
        for (String method : new String[] {"DELETE", "PATCH"}) {
            send(ada, method, MEMBERS + "/" + ada.user(), method.equals("PATCH") ? Map.of("role", "admin") : null)
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("last_owner");
        }
        audited(ada, "member.remove", ada.user().toString(), "failure");
        var grace = join(ada, "admin");
        send(ada, "PATCH", MEMBERS + "/" + grace.user(), Map.of("role", "owner"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo("owner");
        send(ada, "PATCH", MEMBERS + "/" + ada.user(), Map.of("role", "admin"))
                .expectStatus()
                .isOk();
        // Still an owner by the token, not any more by the database.
        send(ada, "DELETE", MEMBERS + "/" + grace.user(), null)
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("owner_only");
    }

    @Test
    void whoeverIsRemovedIsOutAtTheNextRefreshAndManagesNothingBefore() {
        var ada = register();
        var grace = join(ada, "admin");
        send(ada, "DELETE", MEMBERS + "/" + grace.user(), null).expectStatus().isNoContent();
        audited(ada, "member.remove", grace.email(), "success");
        send(grace, "POST", MEMBERS, Map.of("email", address(), "role", "admin"))
                .expectStatus()
                .isForbidden();
        send(grace, "GET", "/api/v1/auth/me", null).expectStatus().isUnauthorized();
        http.post()
                .uri("/api/v1/auth/refresh")
                .header("Cookie", "switchgear-refresh=" + grace.cookie())
                .header("Sec-Fetch-Site", "same-origin")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        send(ada, "DELETE", MEMBERS + "/" + grace.user(), null).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource({"viewer", "operator"})
    void onlyAdministratorsSeeAndManageMembers(String role) {
        var ada = register();
        var grace = join(ada, role);
        send(grace, "GET", MEMBERS, null).expectStatus().isForbidden();
        send(grace, "POST", MEMBERS, Map.of("email", address(), "role", "viewer"))
                .expectStatus()
                .isForbidden();
        send(grace, "PATCH", MEMBERS + "/" + grace.user(), Map.of("role", "owner"))
                .expectStatus()
                .isForbidden();
        send(grace, "DELETE", MEMBERS + "/" + ada.user(), null).expectStatus().isForbidden();
        http.get().uri(MEMBERS).exchange().expectStatus().isUnauthorized();
        http.get()
                .uri(MEMBERS)
                .header("Authorization", "Bearer " + createKey(ada, "llm"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void anotherWorkspacesMembersDoNotExist() {
        var ada = register();
        var eve = register();
        String invitation = invite(ada, address(), "viewer").get("id");
        for (String id : new String[] {
            ada.user().toString(), invitation, UUID.randomUUID().toString(), "no-id"
        }) {
            send(eve, "GET", MEMBERS + "/" + id, null).expectStatus().isNotFound();
            send(eve, "PATCH", MEMBERS + "/" + id, Map.of("role", "viewer"))
                    .expectStatus()
                    .isNotFound();
            send(eve, "DELETE", MEMBERS + "/" + id, null).expectStatus().isNotFound();
        }
        send(eve, "GET", MEMBERS, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        send(ada, "GET", MEMBERS, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"no address\",\"role\":\"viewer\"}|email",
                "{\"email\":\"a@b\\n.c\",\"role\":\"viewer\"}|email",
                "{\"role\":\"viewer\"}|email",
                "{\"email\":\"a@b.c\"}|role",
                "{\"email\":\"a@b.c\",\"role\":\"emperor\"}|role",
                "{\"email\":\"a@b.c\",\"role\":\"owner\"}|role"
            })
    void badWishesAreNamed(String body, String field) {
        send(register(), "POST", MEMBERS, body)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void listsPageWithoutGapsOrRepetitions() {
        var ada = register();
        for (int i = 0; i < 4; i++) {
            invite(ada, address(), "viewer");
        }
        var seen = new java.util.HashSet<String>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            Map<String, Object> body = send(ada, "GET", MEMBERS + "?limit=2&cursor=" + cursor, null)
                    .expectBody(Map.class)
                    .returnResult()
                    .getResponseBody();
            for (Object item : (java.util.List<?>) body.get("items")) {
                assertThat(seen.add((String) ((Map<?, ?>) item).get("id"))).isTrue();
            }
            cursor = (String) body.get("next_cursor");
        }
        assertThat(seen).hasSize(5);
        assertThat(cursor).isNull();
        send(ada, "GET", MEMBERS + "?cursor=x", null).expectStatus().isBadRequest();
    }
}
