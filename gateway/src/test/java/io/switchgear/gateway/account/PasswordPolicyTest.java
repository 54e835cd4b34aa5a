package io.switchgear.gateway.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordPolicyTest {

    private final PasswordPolicy policy = new PasswordPolicy();

    @Test
    void countsCharactersNotBytes() {
        assertThat(policy.objection("kürbis🎃🎃", "a@example.com")).contains("at least 10");
        assertThat(policy.objection("kürbis🎃🎃🕯️", "a@example.com")).isNull();
        assertThat(policy.objection("x".repeat(100) + "yz" + "w".repeat(155), "a@example.com"))
                .contains("at most 256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password123",
                "PassWord1234",
                "qwertyuiop",
                "1q2w3e4r5t",
                "iloveyou123",
                "letmein123",
                "0123456789",
                "5678901234",
                "jihgfedcba",
                "zzzzzzzzzzzz",
                "abababababab",
                "P@ssw0rd123",
                "welcome2026"
            })
    void refusesTheCommonest(String password) {
        assertThat(policy.objection(password, "a@example.com")).contains("commonest");
    }

    @Test
    void refusesTheAddressItself() {
        assertThat(policy.objection("Ada.Lovelace@example.com", "ada.lovelace@example.com"))
                .contains("e-mail");
        assertThat(policy.objection("adalovelace99", "adalovelace@example.com")).contains("e-mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "tr0ub4dor&3x", "Zw7#kq91Lm", "switchgear-demo-7Jf2"})
    void acceptsTheRest(String password) {
        assertThat(policy.objection(password, "ada@example.com")).isNull();
    }
}
