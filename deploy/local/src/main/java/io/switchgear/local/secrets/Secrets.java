package io.switchgear.local.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The suite's generated secrets; lost with {@code --fresh} only, together with the data they open.
 *
 * @param masterKey 32 bytes in base64, for what the services encrypt
 * @param postgresPassword of the superuser {@code postgres}
 * @param databasePasswords by role
 * @param redisPassword of the default user
 * @param demoPassword of the demo user; kept here from before the registration, so that a launcher killed between
 *     registering and writing the credentials does not lock itself out
 */
public record Secrets(
        String masterKey,
        String postgresPassword,
        Map<String, String> databasePasswords,
        String redisPassword,
        String demoPassword) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 24;

    public static Secrets loadOrCreate(Path file, Collection<String> databaseRoles) throws IOException {
        if (Files.exists(file)) {
            return Json.read(file, Secrets.class);
        }
        var databasePasswords = new TreeMap<String, String>();
        databaseRoles.forEach(role -> databasePasswords.put(role, password()));
        var masterKey = new byte[32];
        RANDOM.nextBytes(masterKey);
        var created = new Secrets(
                Base64.getEncoder().encodeToString(masterKey), password(), databasePasswords, password(), password());
        Json.writePrivately(file, created);
        return created;
    }

    /** Letters and digits alone, which need no escape in URL, SQL or configuration file; about 139 bits. */
    private static String password() {
        var password = new StringBuilder(LENGTH);
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> password.append(ALPHABET.charAt(index)));
        return password.toString();
    }

    @Override
    public String toString() {
        return "Secrets[redacted]";
    }
}
