package io.switchgear.gateway.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which passwords are refused: short ones, the commonest ones, and those that the e-mail address gives away (NIST SP 800-63B). */
@Component
class PasswordPolicy {

    static final int SHORTEST = 10;

    /** Bounds what hashing costs. */
    static final int LONGEST = 256;

    private static final int FEWEST_CHARACTERS = 4;

    private final Set<String> commonest;

    PasswordPolicy() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PasswordPolicy.class.getResourceAsStream("common-passwords.txt")),
                StandardCharsets.UTF_8))) {
            commonest = lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a password, to follow its name in a sentence; null if nothing is. */
    @Nullable
    String objection(String password, String email) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return "must be at least " + SHORTEST + " characters long";
        }
        if (password.length() > LONGEST) {
            return "must be at most " + LONGEST + " characters long";
        }
        String folded = password.toLowerCase(Locale.ROOT);
        if (commonest.contains(folded) || folded.chars().distinct().count() < FEWEST_CHARACTERS || isRun(folded)) {
            return "is one of the commonest passwords";
        }
        String address = email.toLowerCase(Locale.ROOT);
        String name = address.replaceFirst("@.*", "");
        if (folded.equals(address)
                || (name.length() > 3 && folded.replaceAll("[^a-z]*$", "").equals(name))) {
            return "must not be the e-mail address";
        }
        return null;
    }

    /** One ascending or descending row of characters, such as {@code 3456789012} or {@code abcdefghij}. */
    private static boolean isRun(String text) {
        int step = text.charAt(1) - text.charAt(0);
        if (Math.abs(step) != 1) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            int difference = text.charAt(i) - text.charAt(i - 1);
            boolean wraps = Math.abs(difference) == 9 && Character.isDigit(text.charAt(i));
            if (difference != step && !wraps) {
                return false;
            }
        }
        return true;
    }
}
