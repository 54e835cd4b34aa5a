package io.switchgear.gateway.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A refresh token, or what an invitation is accepted with: 32 random bytes, of which the database keeps the SHA-256 only. */
public record OpaqueToken(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    public static OpaqueToken create() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What the database keeps: 32 bytes. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never prints the token. */
    @Override
    public String toString() {
        return "OpaqueToken[…]";
    }
}
