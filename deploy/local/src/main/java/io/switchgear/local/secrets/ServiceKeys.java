package io.switchgear.local.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

import io.switchgear.local.layout.Home;

/** Each service's EC P-256 key pair, with which it signs calls to its siblings; PEM as in RFC 7468. */
public final class ServiceKeys {

    private ServiceKeys() {}

    /** Creates what is absent; keys stay as they are from start to start. */
    public static void ensure(Home home, Iterable<String> services) throws IOException {
        for (String service : services) {
            var publicKey = home.publicKeys().resolve(service + ".pem");
            if (Files.exists(home.privateKey(service)) && Files.exists(publicKey)) {
                continue;
            }
            try {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                var pair = generator.generateKeyPair();
                PrivateFile.write(
                        home.privateKey(service),
                        pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
                Files.writeString(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JDK has no EC P-256.", e);
            }
        }
    }

    private static String pem(String type, byte[] der) {
        var body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
    }
}
