package io.switchgear.gateway.session;

import java.time.Duration;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sessions of the console's users.
 *
 * @param issuer of the access tokens
 * @param accessTokenLifetime after which an access token must be refreshed; a revoked session ends that much later at most
 * @param lifetime after which a user must log in again, however active
 * @param signingKeyRotation age at which the key that signs is replaced
 */
@Validated
@ConfigurationProperties("switchgear.session")
record SessionProperties(
        @NotBlank @DefaultValue("switchgear") String issuer,
        @DefaultValue("15m") Duration accessTokenLifetime,
        @DefaultValue("30d") Duration lifetime,
        @DefaultValue("90d") Duration signingKeyRotation) {

    @AssertTrue(message = "switchgear.session.lifetime must be longer than switchgear.session.access-token-lifetime")
    boolean isLifetimeLongEnough() {
        return lifetime.compareTo(accessTokenLifetime) > 0;
    }
}
