package io.switchgear.gateway.apikey;

import java.util.HashSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTextTest {

    @Test
    void keysAreWellFormedAndDiffer() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            String key = KeyText.create();
            assertThat(key).matches("sg-[0-9A-Za-z]{38}");
            assertThat(KeyText.isWellFormed(key)).isTrue();
            assertThat(seen.add(key)).isTrue();
        }
    }

    @Test
    void everyMistypedCharacterIsNoticed() {
        String key = KeyText.create();
        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(KeyText.isWellFormed(key.substring(0, i) + other + key.substring(i + 1)))
                    .as("position %d", i)
                    .isFalse();
        }
        assertThat(KeyText.isWellFormed(key + "0")).isFalse();
        assertThat(KeyText.isWellFormed(key.substring(0, key.length() - 1))).isFalse();
        assertThat(KeyText.isWellFormed("")).isFalse();
        assertThat(KeyText.isWellFormed("sg-" + "é".repeat(38))).isFalse();
    }

    @Test
    void theChecksumIsTheDocumentedOne() {
        assertThat(KeyText.isWellFormed("sg-" + "0".repeat(32) + crc62("0".repeat(32))))
                .isTrue();
    }

    private static String crc62(String text) {
        var crc = new java.util.zip.CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var out = new StringBuilder();
        for (long rest = crc.getValue(); rest > 0; rest /= 62) {
            out.insert(0, digits.charAt((int) (rest % 62)));
        }
        return "0".repeat(6 - out.length()) + out;
    }
}
