package io.switchgear.gateway.session;

import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that verify access tokens (RFC 7517). */
@RestController
class JwksController {

    private final SigningKeys keys;

    JwksController(SigningKeys keys) {
        this.keys = keys;
    }

    record Jwks(List<Jwk> keys) {}

    /**
     * A public EC key.
     *
     * @param kty {@code EC}
     * @param crv {@code P-256}
     * @param x base64url
     * @param y base64url
     * @param use {@code sig}
     * @param alg {@code ES256}
     * @param kid as in the tokens' header
     */
    record Jwk(String kty, String crv, String x, String y, String use, String alg, String kid) {

        static Jwk of(SigningKey key) {
            var point = new ECKey.Builder(Curve.P_256, key.publicKey()).build();
            return new Jwk("EC", "P-256", point.getX().toString(), point.getY().toString(), "sig", "ES256", key.id());
        }
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Jwks> jwks() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                .body(new Jwks(keys.current().keys().stream().map(Jwk::of).toList()));
    }
}
