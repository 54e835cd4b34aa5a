package io.switchgear.common.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** EC P-256 keys in PEM files (RFC 7468). */
final class PemKeys {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");

    private PemKeys() {}

    static ECPrivateKey privateKey(Path file) {
        return (ECPrivateKey) blocks(file, "PRIVATE KEY").stream()
                .findFirst()
                .map(der -> generate(file, f -> f.generatePrivate(new PKCS8EncodedKeySpec(der))))
                .orElseThrow(() -> new IllegalStateException(file + " holds no PKCS#8 private key."));
    }

    /** Public keys by issuer, the file's name without {@code .pem}. */
    static Map<String, List<ECPublicKey>> publicKeys(Path folder) {
        var keys = new HashMap<String, List<ECPublicKey>>();
        try (var files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                String issuer = file.getFileName().toString().replaceFirst("\\.pem$", "");
                keys.put(
                        issuer,
                        blocks(file, "PUBLIC KEY").stream()
                                .map(der -> (ECPublicKey)
                                        generate(file, f -> f.generatePublic(new X509EncodedKeySpec(der))))
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The public keys of the trusted services cannot be read: " + folder, e);
        }
        return Map.copyOf(keys);
    }

    private static List<byte[]> blocks(Path file, String type) {
        try {
            var found = new ArrayList<byte[]>();
            var matcher = BLOCK.matcher(Files.readString(file));
            while (matcher.find()) {
                if (matcher.group(1).equals(type)) {
                    found.add(Base64.getMimeDecoder().decode(matcher.group(2)));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("A key cannot be read: " + file, e);
        }
    }

    private static <K> K generate(Path file, KeyReader<K> reader) {
        try {
            return reader.read(KeyFactory.getInstance("EC"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " holds no EC P-256 key.", e);
        }
    }

    private interface KeyReader<K> {
        K read(KeyFactory factory) throws GeneralSecurityException;
    }
}
