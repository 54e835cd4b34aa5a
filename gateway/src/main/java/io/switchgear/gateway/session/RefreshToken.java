package io.switchgear.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** An opaque refresh token: 32 random bytes, of which the database keeps the SHA-256 only. */
record RefreshToken(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static RefreshToken create() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never prints the token. */
    @Override
    public String toString() {
        return "RefreshToken[…]";
    }
}
