package io.switchgear.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.identity.Role;
import io.switchgear.common.identity.TokenSigner;

/** Keys of all services, and tokens signed with them, for tests of one service. One set per JVM. */
public final class Identities {

    private static final String[] SERVICES = {
        "gateway", "router-service", "health-service", "query-service", "action-engine"
    };

    private final Path folder;
    private final Map<String, KeyPair> keys = new HashMap<>();

    private Identities() {
        try {
            folder = Files.createTempDirectory("switchgear-keys");
            Files.createDirectories(folder.resolve("public"));
            for (String service : SERVICES) {
                KeyPair pair = generate();
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Identities get() {
        return Holder.INSTANCE;
    }

    private static final class Holder {
        static final Identities INSTANCE = new Identities();
    }

    /** Settings with which {@code service} signs its calls and trusts the others; a master key besides. */
    public Map<String, String> properties(String service) {
        var properties = new LinkedHashMap<String, String>();
        properties.put(
                "switchgear.identity.private-key",
                folder.resolve(service + ".key.pem").toString());
        properties.put(
                "switchgear.identity.public-keys", folder.resolve("public").toString());
        properties.put("switchgear.master-key", Base64.getEncoder().encodeToString(new byte[32]));
        return properties;
    }

    /** Headers of a call that the gateway forwards for a member of {@code workspace}. */
    public Consumer<HttpHeaders> user(String audience, UUID workspace, Role role) {
        UUID user = UUID.nameUUIDFromBytes(("user of " + workspace).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return headers("gateway", audience, Caller.user("gateway", user, workspace, role, "user@example.com"));
    }

    /** Headers of a call that the gateway forwards for an API key of {@code workspace}. */
    public Consumer<HttpHeaders> apiKey(String audience, UUID workspace, String... scopes) {
        return headers(
                "gateway", audience, Caller.apiKey("gateway", UUID.randomUUID(), workspace, java.util.Set.of(scopes)));
    }

    /** Headers of a call that a sibling makes for itself. */
    public Consumer<HttpHeaders> service(String issuer, String audience) {
        return headers(issuer, audience, Caller.service(issuer));
    }

    /** Headers of a call signed with {@code issuer}'s key, for any caller. */
    public Consumer<HttpHeaders> headers(String issuer, String audience, Caller caller) {
        return headers -> {
            headers.set(IdentityHeaders.TOKEN, token(issuer, audience, caller));
            if (caller.workspace() != null) {
                headers.set(IdentityHeaders.WORKSPACE, caller.workspace().toString());
            }
        };
    }

    public String token(String issuer, String audience, Caller caller) {
        return new TokenSigner(
                        issuer,
                        (ECPrivateKey) keys.get(issuer).getPrivate(),
                        Duration.ofSeconds(60),
                        InstantSource.system())
                .sign(caller, audience);
    }

    public KeyPair keys(String service) {
        return keys.get(service);
    }

    public static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                        + "-----\n");
    }
}
