package io.switchgear.gateway.session;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.UUID;

/**
 * An EC P-256 key that signs access tokens.
 *
 * @param id named in the header of each token it signed
 * @param privateKey signs
 * @param publicKey verifies; published
 * @param createdAt decides which key signs and when a key is replaced
 */
record SigningKey(String id, ECPrivateKey privateKey, ECPublicKey publicKey, Instant createdAt) {

    static SigningKey create(Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            return new SigningKey(
                    UUID.randomUUID().toString(),
                    (ECPrivateKey) pair.getPrivate(),
                    (ECPublicKey) pair.getPublic(),
                    now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM makes no EC P-256 keys.", e);
        }
    }

    /** A key from its PKCS#8 and X.509 encodings. */
    static SigningKey decode(String id, byte[] privateKey, byte[] publicKey, Instant createdAt) {
        try {
            var factory = KeyFactory.getInstance("EC");
            return new SigningKey(
                    id,
                    (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)),
                    (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(publicKey)),
                    createdAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key " + id + " is damaged.", e);
        }
    }

    /** Never prints the key. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
