package io.switchgear.bench.telemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Keys for a query-service on its own, and calls signed as the gateway and the router sign theirs (ES256). */
final class ServiceTokens {

    private static final String[] SERVICES = {"gateway", "router-service", "query-service"};
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, KeyPair> keys = new HashMap<>();
    private final Path folder;

    ServiceTokens(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("public"));
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        for (String service : SERVICES) {
            KeyPair pair = generator.generateKeyPair();
            keys.put(service, pair);
            write(
                    folder.resolve(service + ".key.pem"),
                    "PRIVATE KEY",
                    pair.getPrivate().getEncoded());
            write(
                    folder.resolve("public").resolve(service + ".pem"),
                    "PUBLIC KEY",
                    pair.getPublic().getEncoded());
        }
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                        + "-----\n");
    }

    Path privateKey() {
        return folder.resolve("query-service.key.pem");
    }

    Path publicKeys() {
        return folder.resolve("public");
    }

    /** The router's, for telemetry of any workspace. */
    String router() {
        return sign("router-service", "\"sub\":\"router-service\",\"kind\":\"service\"");
    }

    /** A viewer's of a workspace, as the gateway forwards it. */
    String viewer(String workspace) {
        return sign(
                "gateway",
                "\"sub\":\"5ca1ab1e-0000-4000-8000-00000000000a\",\"kind\":\"user\",\"role\":\"viewer\",\"workspace_id\":\""
                        + workspace + "\"");
    }

    private String sign(String issuer, String claims) {
        long now = Instant.now().getEpochSecond();
        String head = URL.encodeToString("{\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8));
        String body = URL.encodeToString(("{\"iss\":\"" + issuer + "\",\"aud\":\"query-service\"," + claims
                        + ",\"iat\":" + now + ",\"exp\":" + (now + 60) + "}")
                .getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            KeyPair pair = keys.get(issuer);
            if (pair == null) {
                throw new IllegalArgumentException(issuer);
            }
            signature.initSign(pair.getPrivate());
            signature.update((head + "." + body).getBytes(StandardCharsets.UTF_8));
            return head + "." + body + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
