package io.switchgear.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessTokensTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID USER = UUID.randomUUID();
    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final SessionProperties PROPERTIES =
            new SessionProperties("switchgear", Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(90));

    private final SigningKey key = SigningKey.create(START);
    private Instant now = START;
    private final AccessTokens tokens = new AccessTokens(() -> new SigningKeySet(List.of(key)), () -> now, PROPERTIES);

    @Test
    void speakForTheUserForFifteenMinutes() {
        String token = tokens.issue(USER, WORKSPACE, "a@example.com", Role.ADMIN);
        assertThat(tokens.verify(token))
                .isEqualTo(Caller.user("gateway", USER, WORKSPACE, Role.ADMIN, "a@example.com"));
        now = START.plus(Duration.ofMinutes(15));
        assertRefused(token, "token_expired");
        // Also by a replica that has never seen it.
        assertRefused(
                new AccessTokens(() -> new SigningKeySet(List.of(key)), () -> now, PROPERTIES), token, "token_expired");
    }

    @Test
    void withoutKeysNothingIsSaidAboutTokens() {
        String token = tokens.issue(USER, WORKSPACE, "a@example.com", Role.ADMIN);
        var blind = new AccessTokens(
                () -> {
                    throw ProblemException.unavailable("sessions_unavailable", "not yet", Duration.ofSeconds(1));
                },
                () -> now,
                PROPERTIES);
        assertRefused(blind, token, "sessions_unavailable");
    }

    @Test
    void forgeriesAreRefused() throws JOSEException {
        var good = claims("switchgear").build();
        assertRefused(signed(SigningKey.create(START), key.id(), good), "token_invalid");
        assertRefused(signed(key, "unknown", good), "token_invalid");
        assertRefused(signed(key, key.id(), claims("somebody-else").build()), "token_invalid");
        assertRefused(
                signed(key, key.id(), claims("switchgear").audience("other").build()), "token_invalid");
        assertRefused(
                signed(key, key.id(), claims("switchgear").claim("role", "root").build()), "token_invalid");
        assertRefused(
                signed(key, key.id(), claims("switchgear").expirationTime(null).build()), "token_invalid");
        assertRefused(new PlainJWT(new PlainHeader(), good).serialize(), "token_invalid");
        var mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build(), good);
        mac.sign(new MACSigner(key.publicKey().getEncoded()));
        assertRefused(mac.serialize(), "token_invalid");
        String token = tokens.issue(USER, WORKSPACE, "a@example.com", Role.VIEWER);
        assertRefused(token.substring(0, token.length() - 8) + "AAAAAAAA", "token_invalid");
        for (String garbage : List.of("", "a", "a.b.c", "....", "\0", token + ".x")) {
            assertRefused(garbage, "token_invalid");
        }
    }

    @Test
    void aFreshKeySignsOnlyAfterEverybodyKnowsIt() {
        var fresh = SigningKey.create(START.plus(Duration.ofDays(90)));
        var both = new SigningKeySet(List.of(fresh, key));
        assertThat(both.signing(fresh.createdAt())).isEqualTo(key);
        assertThat(both.signing(fresh.createdAt().plus(SigningKeySet.SPREAD))).isEqualTo(fresh);
        assertThat(new SigningKeySet(List.of(key)).signing(START)).isEqualTo(key);
        assertThat(both.needsRotation(fresh.createdAt(), Duration.ofDays(90))).isFalse();
        assertThat(new SigningKeySet(List.of(key)).needsRotation(START.plus(Duration.ofDays(91)), Duration.ofDays(90)))
                .isTrue();
    }

    private JWTClaimsSet.Builder claims(String issuer) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("switchgear")
                .subject(USER.toString())
                .expirationTime(Date.from(START.plusSeconds(60)))
                .claim("workspace_id", WORKSPACE.toString())
                .claim("email", "a@example.com")
                .claim("role", "owner");
    }

    private static String signed(SigningKey key, String id, JWTClaimsSet claims) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(id).build(), claims);
        jwt.sign(new ECDSASigner(key.privateKey()));
        return jwt.serialize();
    }

    private void assertRefused(String token, String code) {
        assertRefused(tokens, token, code);
    }

    private static void assertRefused(AccessTokens tokens, String token, String code) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
