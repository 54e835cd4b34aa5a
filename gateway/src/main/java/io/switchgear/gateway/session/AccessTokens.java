package io.switchgear.gateway.session;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.stereotype.Component;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.common.problem.ProblemException;

/** The console's access tokens: ES256, claims {@code sub}, {@code workspace_id}, {@code email}, {@code role}. */
@Component
public class AccessTokens {

    private static final String GATEWAY = "gateway";

    private final Keys keys;
    private final InstantSource clock;
    private final String issuer;
    private final Duration lifetime;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(20_000).build();

    AccessTokens(Keys keys, InstantSource clock, SessionProperties properties) {
        this.keys = keys;
        this.clock = clock;
        this.issuer = properties.issuer();
        this.lifetime = properties.accessTokenLifetime();
    }

    /** Where the keys come from. */
    interface Keys {
        /** @throws ProblemException 503 as long as they could be had from nowhere */
        SigningKeySet current();
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** A token for a member of a workspace. */
    public String issue(UUID user, UUID workspace, String email, Role role) {
        Instant now = clock.instant();
        SigningKey key = keys.current().signing(now);
        if (key == null) {
            throw new IllegalStateException("There is no key to sign with.");
        }
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(issuer)
                .subject(user.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .claim("workspace_id", workspace.toString())
                .claim("email", email)
                .claim("role", role.wire())
                .build();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.id()).build(), claims);
        try {
            jwt.sign(new ECDSASigner(key.privateKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("An access token could not be signed.", e);
        }
        return jwt.serialize();
    }

    /**
     * The user whom a token was issued to; answered from memory for a token seen before.
     *
     * @throws ProblemException 401 {@code token_expired} or {@code token_invalid}; 503 while no signing keys are known
     */
    public Caller verify(String token) {
        Verified known = verified.getIfPresent(token);
        if (known == null) {
            known = check(token);
            verified.put(token, known);
        }
        if (!clock.instant().isBefore(known.expiresAt())) {
            verified.invalidate(token);
            throw ProblemException.unauthorized("token_expired", "The access token has expired.");
        }
        return known.caller();
    }

    private Verified check(String token) {
        SigningKeySet current = keys.current();
        try {
            var jwt = SignedJWT.parse(token);
            SigningKey key = current.find(jwt.getHeader().getKeyID());
            if (key == null
                    || !JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    || !jwt.verify(new ECDSAVerifier(key.publicKey()))) {
                throw invalid();
            }
            return verified(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
            throw invalid();
        }
    }

    private Verified verified(JWTClaimsSet claims) throws ParseException {
        if (!issuer.equals(claims.getIssuer()) || !claims.getAudience().contains(issuer)) {
            throw invalid();
        }
        return new Verified(
                Caller.user(
                        GATEWAY,
                        UUID.fromString(claims.getSubject()),
                        UUID.fromString(claims.getStringClaim("workspace_id")),
                        Role.of(claims.getStringClaim("role")),
                        claims.getStringClaim("email")),
                claims.getExpirationTime().toInstant());
    }

    private static ProblemException invalid() {
        return ProblemException.unauthorized("token_invalid", "The access token is invalid.");
    }

    private record Verified(Caller caller, Instant expiresAt) {}
}
