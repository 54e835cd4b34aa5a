package io.switchgear.common.secret;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretBoxTest {

    private final SecretBox box = new SecretBox(new byte[32]);

    @Test
    void opensWhatItSealed() {
        byte[] sealed = box.seal("sk-123", "provider:a");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("sk-123");
        assertThat(box.openText(sealed, "provider:a")).isEqualTo("sk-123");
    }

    @Test
    void opensInItsOwnContextOnly() {
        byte[] sealed = box.seal("sk-123", "provider:a");
        assertThatThrownBy(() -> box.openText(sealed, "provider:b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotOpenWithAnotherKeyOrWhenDamaged() {
        byte[] sealed = box.seal("sk-123", "provider:a");
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatThrownBy(() -> new SecretBox(other).openText(sealed, "provider:a"))
                .isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.openText(sealed, "provider:a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.openText(new byte[3], "provider:a")).isInstanceOf(IllegalStateException.class);
    }
}
