package io.switchgear.bench.process;

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
import java.util.concurrent.ConcurrentHashMap;

/** Keys for services on their own, and calls signed as their siblings sign theirs (ES256). */
public final class ServiceTokens {

    private static final String[] SERVICES = {"gateway", "router-service", "query-service", "health-service"};
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, KeyPair> keys = new HashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Path folder;

    /** @param folder gets the keys */
    public ServiceTokens(Path folder) throws IOException, GeneralSecurityException {
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

    /** Settings of {@code service} that make it sign and trust with these keys. */
    public Map<String, String> environment(String service) {
        return Map.of(
                "SWITCHGEAR_IDENTITY_PRIVATE_KEY",
                folder.resolve(service + ".key.pem").toString(),
                "SWITCHGEAR_IDENTITY_PUBLIC_KEYS",
                folder.resolve("public").toString());
    }

    /** The router's, on its own behalf. */
    public String router(String audience) {
        return sign("router-service", audience, "\"sub\":\"router-service\",\"kind\":\"service\"");
    }

    /** A member's, as the gateway forwards it. */
    public String user(String audience, String workspace, String role) {
        return sign(
                "gateway",
                audience,
                "\"sub\":\"5ca1ab1e-0000-4000-8000-00000000000a\",\"kind\":\"user\",\"email\":\"bench@example.com\",\"role\":\""
                        + role + "\",\"workspace_id\":\"" + workspace + "\"");
    }

    /** That of an API key for the data plane, as the gateway forwards it. */
    public String apiKey(String audience, String workspace) {
        return sign(
                "gateway",
                audience,
                "\"sub\":\"5ca1ab1e-0000-4000-8000-00000000000b\",\"kind\":\"api_key\",\"scopes\":[\"llm\"],\"workspace_id\":\""
                        + workspace + "\"");
    }

    /** Tokens are used for half of their life, as by the real senders. */
    private record Token(String text, Instant until) {}

    private String sign(String issuer, String audience, String claims) {
        return tokens.compute(
                        issuer + audience + claims,
                        (key, held) -> held != null && Instant.now().isBefore(held.until())
                                ? held
                                : new Token(
                                        signed(issuer, audience, claims),
                                        Instant.now().plusSeconds(30)))
                .text();
    }

    private String signed(String issuer, String audience, String claims) {
        long now = Instant.now().getEpochSecond();
        String head = URL.encodeToString("{\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8));
        String body = URL.encodeToString(("{\"iss\":\"" + issuer + "\",\"aud\":\"" + audience + "\"," + claims
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
