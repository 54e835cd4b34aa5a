package io.switchgear.common.identity;

import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/** Signs the short-lived tokens with which one service calls another; cached per caller and reissued at half-life. */
public final class TokenSigner {

    private final String issuer;
    private final ECDSASigner signer;
    private final Duration lifetime;
    private final InstantSource clock;
    private final Cache<Key, Signed> cache =
            Caffeine.newBuilder().maximumSize(50_000).build();

    public TokenSigner(String issuer, ECPrivateKey key, Duration lifetime, InstantSource clock) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.clock = clock;
        try {
            this.signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("The key of " + issuer + " is no EC P-256 key.", e);
        }
    }

    public String issuer() {
        return issuer;
    }

    /** A token for {@code caller}, valid at the service {@code audience} only. */
    public String sign(Caller caller, String audience) {
        var key = new Key(caller, audience);
        Instant now = clock.instant();
        Signed cached = cache.getIfPresent(key);
        if (cached != null && now.isBefore(cached.reissueAt())) {
            return cached.token();
        }
        var fresh = new Signed(create(caller, audience, now), now.plus(lifetime.dividedBy(2)));
        cache.put(key, fresh);
        return fresh.token();
    }

    private String create(Caller caller, String audience, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(caller.subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim("kind", caller.kind().wire())
                .claim("workspace_id", text(caller.workspace()))
                .claim("role", caller.role() == null ? null : caller.role().wire())
                .claim("email", caller.email())
                .claim("scopes", List.copyOf(caller.scopes()))
                .claim("limits", LimitsClaim.write(caller.limits()))
                .build();
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("A service token could not be signed.", e);
        }
        return jwt.serialize();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private record Key(Caller caller, String audience) {}

    private record Signed(String token, Instant reissueAt) {}
}
