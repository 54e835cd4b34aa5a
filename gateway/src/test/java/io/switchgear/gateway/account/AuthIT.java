package io.switchgear.gateway.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class AuthIT extends RunningGateway {

    @Test
    void registersAnOwnerWithAWorkspace() {
        String email = "Ada." + UUID.randomUUID() + "@Example.com";
        post("register", registration(email, PASSWORD))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .value(
                        HttpHeaders.SET_COOKIE,
                        cookie -> assertThat(cookie)
                                .startsWith("switchgear-refresh=")
                                .contains("HTTPOnly", "SameSite=Strict", "Path=/api/v1/auth")
                                .doesNotContain("Secure"))
                .expectBody()
                .jsonPath("$.token_type")
                .isEqualTo("Bearer")
                .jsonPath("$.expires_in")
                .isEqualTo(900)
                .jsonPath("$.user.email")
                .isEqualTo(email.toLowerCase(java.util.Locale.ROOT))
                .jsonPath("$.user.full_name")
                .isEqualTo("Ada")
                .jsonPath("$.workspace.name")
                .isEqualTo("Engines")
                .jsonPath("$.workspace.role")
                .isEqualTo("owner");
        post("register", registration(email.toUpperCase(java.util.Locale.ROOT), PASSWORD))
                .expectStatus()
                .isEqualTo(409)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("email_known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ninechars", "password123", "Qwertyuiop", "1234567890", "aaaaaaaaaaaaaa", "9876543210"})
    void refusesWeakPasswords(String password) {
        post("register", registration(UUID.randomUUID() + "@example.com", password))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("password");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var wish = registration("no address", PASSWORD);
        wish.put("full_name", " ");
        wish.put("workspace_name", "a\u0000b");
        post("register", wish)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[?(@.field=='email')]")
                .exists()
                .jsonPath("$.errors[?(@.field=='full_name')]")
                .exists()
                .jsonPath("$.errors[?(@.field=='workspace_name')]")
                .exists();
        http.post()
                .uri("/api/v1/auth/register")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"email\":")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("malformed_body");
    }

    @Test
    void storesWhatLooksLikeSqlAsText() {
        var wish = registration(UUID.randomUUID() + "@example.com", PASSWORD);
        wish.put("full_name", "Robert'); drop table users; --");
        post("register", wish)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.user.full_name")
                .isEqualTo("Robert'); drop table users; --");
        login("' or '1'='1", PASSWORD).expectStatus().isUnauthorized();
    }

    @Test
    void logsInAndTellsNobodyWhichHalfWasWrong() {
        var ada = register();
        login(ada.email(), PASSWORD).expectStatus().isOk();
        var wrong = login(ada.email(), "not the password").expectStatus().isUnauthorized();
        var unknown = login(UUID.randomUUID() + "@example.com", PASSWORD)
                .expectStatus()
                .isUnauthorized();
        assertThat(detail(wrong))
                .isEqualTo(detail(unknown))
                .isEqualTo("invalid_credentials The e-mail address or the password is wrong.");
    }

    private static String detail(WebTestClient.ResponseSpec response) {
        var body = response.expectBody(Map.class).returnResult().getResponseBody();
        return body.get("code") + " " + body.get("detail");
    }

    @Test
    void throttlesAnAccountAfterTenFailures() {
        var ada = register();
        for (int i = 0; i < 10; i++) {
            login(ada.email(), "wrong for the " + i + "th time").expectStatus().isUnauthorized();
        }
        login(ada.email(), PASSWORD)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("too_many_attempts");
    }

    @Test
    void refreshTokensRotateAndTheirReuseEndsTheFamily() {
        var ada = register();
        var first = refresh(ada.cookie())
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult();
        String second = cookie(first.getResponseHeaders());
        assertThat(second).isNotEqualTo(ada.cookie());
        me("Bearer " + first.getResponseBody().get("access_token"))
                .expectStatus()
                .isOk();
        refresh(ada.cookie())
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("session_reused");
        refresh(second)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .value(HttpHeaders.SET_COOKIE, cookie -> assertThat(cookie).contains("Max-Age=0"));
        refresh("never-issued").expectStatus().isUnauthorized();
        post("refresh", Map.of()).expectStatus().isUnauthorized();
    }

    @Test
    void logoutEndsTheSession() {
        var ada = register();
        http.post()
                .uri("/api/v1/auth/logout")
                .cookie("switchgear-refresh", ada.cookie())
                .exchange()
                .expectStatus()
                .isNoContent();
        refresh(ada.cookie()).expectStatus().isUnauthorized();
    }

    @Test
    void otherSitesCannotUseTheCookie() {
        var ada = register();
        crossSite(ada, "Sec-Fetch-Site", "cross-site").expectStatus().isForbidden();
        crossSite(ada, "Sec-Fetch-Site", "same-site").expectStatus().isForbidden();
        crossSite(ada, "Origin", "https://evil.example").expectStatus().isForbidden();
        crossSite(ada, "Origin", "null").expectStatus().isForbidden();
        crossSite(ada, "Sec-Fetch-Site", "same-origin").expectStatus().isOk();
    }

    private WebTestClient.ResponseSpec crossSite(Member member, String header, String value) {
        return http.post()
                .uri("/api/v1/auth/refresh")
                .header(header, value)
                .cookie("switchgear-refresh", member.cookie())
                .exchange();
    }

    @Test
    void meShowsRoleAndPermissions() {
        var ada = register();
        me(ada.bearer())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.user.email")
                .isEqualTo(ada.email())
                .jsonPath("$.role")
                .isEqualTo("owner")
                .jsonPath("$.workspaces.length()")
                .isEqualTo(1)
                .jsonPath("$.permissions[?(@=='ROUTER_MANAGE')]")
                .exists();
    }

    @Test
    void switchesOnlyToWorkspacesOfOnesOwn() {
        var ada = register();
        var eve = register();
        switchTo(eve, ada.workspace()).expectStatus().isNotFound();
        database.sql("insert into members values (:workspace, :user, 'viewer', now(), now())")
                .bind("workspace", ada.workspace())
                .bind("user", eve.user())
                .then()
                .block();
        var switched = switchTo(eve, ada.workspace())
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult();
        me("Bearer " + switched.getResponseBody().get("access_token"))
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo("viewer")
                .jsonPath("$.workspace.id")
                .isEqualTo(ada.workspace().toString());
        refresh(eve.cookie())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.workspace.id")
                .isEqualTo(ada.workspace().toString());
    }

    @Test
    void changesThePasswordAndEndsOtherSessions() {
        var ada = register();
        var elsewhere = member(
                ada.email(), login(ada.email(), PASSWORD).expectBody(Map.class).returnResult());
        change(ada, "wrong current one", "another good phrase").expectStatus().isEqualTo(422);
        change(ada, PASSWORD, "short").expectStatus().isEqualTo(422);
        change(ada, PASSWORD, "another good phrase").expectStatus().isNoContent();
        refresh(elsewhere.cookie()).expectStatus().isUnauthorized();
        refresh(ada.cookie()).expectStatus().isOk();
        login(ada.email(), PASSWORD).expectStatus().isUnauthorized();
        login(ada.email(), "another good phrase").expectStatus().isOk();
    }

    @Test
    void publishesItsKeysWithoutTheirSecrets() {
        http.get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.keys[0].kty")
                .isEqualTo("EC")
                .jsonPath("$.keys[0].alg")
                .isEqualTo("ES256")
                .jsonPath("$.keys[0].d")
                .doesNotExist();
    }

    @Test
    void configuredOriginsAloneAreLetIn() {
        preflight("https://allowed.example")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://allowed.example");
        preflight("https://evil.example").expectHeader().doesNotExist("Access-Control-Allow-Origin");
    }

    private WebTestClient.ResponseSpec preflight(String origin) {
        return http.options()
                .uri("/api/v1/auth/me")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .exchange();
    }

    private WebTestClient.ResponseSpec switchTo(Member member, UUID workspace) {
        return http.post()
                .uri("/api/v1/auth/switch")
                .header("Authorization", member.bearer())
                .cookie("switchgear-refresh", member.cookie())
                .bodyValue(Map.of("workspace_id", workspace))
                .exchange();
    }

    private WebTestClient.ResponseSpec change(Member member, String current, String wanted) {
        return http.post()
                .uri("/api/v1/auth/password")
                .header("Authorization", member.bearer())
                .cookie("switchgear-refresh", member.cookie())
                .bodyValue(Map.of("current_password", current, "new_password", wanted))
                .exchange();
    }

    private WebTestClient.ResponseSpec me(String authorization) {
        return http.get()
                .uri("/api/v1/auth/me")
                .header("Authorization", authorization)
                .exchange();
    }

    private WebTestClient.ResponseSpec refresh(String cookie) {
        return http.post()
                .uri("/api/v1/auth/refresh")
                .cookie("switchgear-refresh", cookie)
                .exchange();
    }

    private WebTestClient.ResponseSpec login(String email, String password) {
        return post("login", Map.of("email", email, "password", password));
    }

    private WebTestClient.ResponseSpec post(String what, Object body) {
        return http.post()
                .uri("/api/v1/auth/" + what)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, Object> registration(String email, String password) {
        var wish = new LinkedHashMap<String, Object>();
        wish.put("email", email);
        wish.put("password", password);
        wish.put("full_name", "Ada");
        wish.put("workspace_name", "Engines");
        return wish;
    }
}
