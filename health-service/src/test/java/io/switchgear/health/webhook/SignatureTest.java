package io.switchgear.health.webhook;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignatureTest {

    /** The specification's own example. */
    @Test
    void isTheSpecifications() {
        assertThat(Signature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void secretsAreRandomAndLongEnough() {
        assertThat(Signature.newSecret()).startsWith("whsec_").isNotEqualTo(Signature.newSecret());
        assertThat(Signature.isSecret(Signature.newSecret())).isTrue();
        assertThat(Signature.isSecret("whsec_c2hvcnQ=")).isFalse();
        assertThat(Signature.isSecret("whsec_!!!")).isFalse();
        assertThat(Signature.isSecret("secret")).isFalse();
    }
}
