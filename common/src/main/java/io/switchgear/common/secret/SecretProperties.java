package io.switchgear.common.secret;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param masterKey 32 bytes, base64-encoded, from the environment ({@code SWITCHGEAR_MASTER_KEY}) */
@Validated
@ConfigurationProperties("switchgear")
record SecretProperties(
        @NotBlank(
                message = "set SWITCHGEAR_MASTER_KEY to 32 random bytes in base64, for example from: openssl rand"
                        + " -base64 32")
        String masterKey) {

    @Override
    public String toString() {
        return "SecretProperties[redacted]";
    }
}
