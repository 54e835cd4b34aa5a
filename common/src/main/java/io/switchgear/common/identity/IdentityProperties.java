package io.switchgear.common.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Identity between services.
 *
 * @param privateKey PKCS#8 PEM file with this service's EC P-256 key
 * @param publicKeys folder with {@code <service>.pem} (SubjectPublicKeyInfo) of every trusted issuer; a file may hold
 *     several keys while one is being replaced
 * @param tokenLifetime of the tokens this service signs; they are reissued at half of it
 * @param protectedPaths where a service token is demanded
 * @param openPaths exceptions from them
 * @param optionalPaths answered without a token, too; a token that is there is read, and must be good
 */
@Validated
@ConfigurationProperties("switchgear.identity")
public record IdentityProperties(
        @NotNull @DefaultValue(".switchgear/keys/service.key.pem")
        Path privateKey,

        @NotNull @DefaultValue(".switchgear/keys/public") Path publicKeys,
        @DefaultValue("60s") Duration tokenLifetime,
        @DefaultValue("/**") List<String> protectedPaths,

        @DefaultValue({"/health", "/api/health/liveness", "/api/health/readiness", "/api/health/startup", "/v3/api-docs"
        })
        List<String> openPaths,

        @DefaultValue List<String> optionalPaths) {}
