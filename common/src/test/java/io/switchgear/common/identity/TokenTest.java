package io.switchgear.common.identity;

import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.limit.Limits;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.testing.Identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyPair GATEWAY = Identities.generate();
    private static final KeyPair ROUTER = Identities.generate();
    private static final Caller CALLER =
            Caller.user("gateway", UUID.randomUUID(), UUID.randomUUID(), Role.ADMIN, "a@example.com");

    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final TokenSigner gateway = signer("gateway", GATEWAY);
    private final TokenVerifier verifier = new TokenVerifier(
            "query-service",
            Map.of(
                    "gateway", List.of((ECPublicKey) GATEWAY.getPublic()),
                    "router-service", List.of((ECPublicKey) ROUTER.getPublic())),
            clock);

    private TokenSigner signer(String issuer, KeyPair keys) {
        return new TokenSigner(issuer, (ECPrivateKey) keys.getPrivate(), Duration.ofSeconds(60), clock);
    }

    @Test
    void carriesTheCaller() {
        assertThat(verifier.verify(gateway.sign(CALLER, "query-service"))).isEqualTo(CALLER);
    }

    @Test
    void carriesAKeysLimits() {
        var limits = new Limits(60L, 100_000L, 5_000_000_000L, BudgetPeriod.DAY);
        var key = Caller.apiKey("gateway", UUID.randomUUID(), UUID.randomUUID(), Set.of("llm"), limits);
        assertThat(verifier.verify(gateway.sign(key, "query-service")).limits()).isEqualTo(limits);
        var some = Caller.apiKey(
                "gateway", UUID.randomUUID(), UUID.randomUUID(), Set.of("llm"), new Limits(1L, null, null, null));
        assertThat(verifier.verify(gateway.sign(some, "query-service"))).isEqualTo(some);
    }

    @Test
    void isReissuedAtHalfLife() {
        String first = gateway.sign(CALLER, "query-service");
        now = NOW.plusSeconds(29);
        assertThat(gateway.sign(CALLER, "query-service")).isEqualTo(first);
        now = NOW.plusSeconds(30);
        assertThat(gateway.sign(CALLER, "query-service")).isNotEqualTo(first);
    }

    @Test
    void endsWithItsLifetimeEvenWhenCached() {
        String token = gateway.sign(CALLER, "query-service");
        verifier.verify(token);
        now = NOW.plusSeconds(66);
        assertRefused(token);
    }

    @Test
    void isBoundToTheCalledService() {
        assertRefused(gateway.sign(CALLER, "health-service"));
    }

    @Test
    void isRefusedFromAnUnknownKeyOrInAnothersName() {
        assertRefused(signer("gateway", Identities.generate()).sign(CALLER, "query-service"));
        assertRefused(signer("gateway", ROUTER).sign(CALLER, "query-service"));
        assertRefused(signer("stranger", GATEWAY).sign(CALLER, "query-service"));
    }

    @Test
    void onlyTheGatewaySpeaksForCallers() {
        var user = Caller.user("router-service", UUID.randomUUID(), UUID.randomUUID(), Role.OWNER, "a@example.com");
        assertRefused(signer("router-service", ROUTER).sign(user, "query-service"));
        var itself = Caller.service("router-service");
        assertThat(verifier.verify(signer("router-service", ROUTER).sign(itself, "query-service")))
                .isEqualTo(itself);
    }

    @Test
    void garbageIsRefused() {
        assertRefused("");
        assertRefused("a.b.c");
        String token = gateway.sign(CALLER, "query-service");
        assertRefused(token.substring(0, token.length() - 6) + "AAAAAA");
        // {"alg":"none"}
        assertRefused("eyJhbGciOiJub25lIn0." + token.split("\\.")[1] + ".");
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(401));
    }
}
