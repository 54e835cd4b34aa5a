package io.switchgear.gateway.member;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** What an invitation is accepted with: 32 random bytes, of which the database keeps the SHA-256 only. */
public record InvitationToken(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static InvitationToken create() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new InvitationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
        return "InvitationToken[…]";
    }
}
