package io.switchgear.common.identity;

import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.ProblemException;

/** Verifies tokens of trusted issuers, bound to this service; verifications are cached until the token expires. */
public final class TokenVerifier {

    /** How far the clocks of two services may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(5);

    /** Longest life of a token that is believed, whatever its issuer wrote. */
    private static final Duration MAX_LIFETIME = Duration.ofSeconds(60);

    private final String audience;
    private final Map<String, List<ECPublicKey>> keys;
    private final InstantSource clock;
    private final Cache<String, Verified> cache =
            Caffeine.newBuilder().maximumSize(50_000).build();

    public TokenVerifier(String audience, Map<String, List<ECPublicKey>> keys, InstantSource clock) {
        this.audience = audience;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The caller that a token speaks for.
     *
     * @throws ProblemException 401 for a token that is malformed, forged, expired or meant for another service
     */
    public Caller verify(String token) {
        Instant now = clock.instant();
        Verified cached = cache.getIfPresent(token);
        if (cached == null) {
            cached = check(token, now);
            cache.put(token, cached);
        }
        if (!now.isBefore(cached.expiresAt().plus(LEEWAY))) {
            cache.invalidate(token);
            throw invalid();
        }
        return cached.caller();
    }

    private Verified check(String token, Instant now) {
        try {
            var jwt = SignedJWT.parse(token);
            var claims = jwt.getJWTClaimsSet();
            String issuer = claims.getIssuer();
            if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    || issuer == null
                    || !claims.getAudience().equals(List.of(audience))
                    || !signed(jwt, keys.getOrDefault(issuer, List.of()))) {
                throw invalid();
            }
            return new Verified(caller(issuer, claims), expiry(claims, now));
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
            throw invalid();
        }
    }

    private static boolean signed(SignedJWT jwt, List<ECPublicKey> candidates) throws JOSEException {
        for (ECPublicKey key : candidates) {
            if (jwt.verify(new ECDSAVerifier(key))) {
                return true;
            }
        }
        return false;
    }

    private static Instant expiry(JWTClaimsSet claims, Instant now) {
        Instant issued = claims.getIssueTime().toInstant();
        Instant expires = claims.getExpirationTime().toInstant();
        if (issued.isAfter(now.plus(LEEWAY)) || expires.isAfter(issued.plus(MAX_LIFETIME))) {
            throw invalid();
        }
        return expires;
    }

    private static Caller caller(String issuer, JWTClaimsSet claims) throws ParseException {
        var kind = CallerKind.of(claims.getStringClaim("kind"));
        boolean speaksForCallers =
                Grant.BY_ISSUER.getOrDefault(issuer, Set.of()).contains(Grant.SPEAK_FOR_CALLERS);
        if (kind == CallerKind.SERVICE ? !issuer.equals(claims.getSubject()) : !speaksForCallers) {
            throw invalid();
        }
        String role = claims.getStringClaim("role");
        List<String> scopes = claims.getStringListClaim("scopes");
        return new Caller(
                issuer,
                kind,
                claims.getSubject(),
                uuid(claims.getStringClaim("workspace_id")),
                role == null ? null : Role.of(role),
                scopes == null ? Set.of() : Set.copyOf(scopes),
                claims.getStringClaim("email"),
                LimitsClaim.read(claims.getJSONObjectClaim("limits")));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static ProblemException invalid() {
        return ProblemException.unauthorized("token_invalid", "The token is invalid or has expired.");
    }

    private record Verified(Caller caller, Instant expiresAt) {}
}
