package io.switchgear.local.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipFile;

/** Whether two jars are the same: a digest of their directories, which hold each entry's name, size and CRC-32. */
final class Fingerprint {

    private Fingerprint() {}

    /** Takes a few milliseconds; builds that are reproducible keep it. */
    static String of(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var digest = MessageDigest.getInstance("SHA-256");
            zip.stream()
                    .map(entry -> "%s %d %x\n".formatted(entry.getName(), entry.getSize(), entry.getCrc()))
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
