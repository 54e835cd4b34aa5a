package io.switchgear.local.secrets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.switchgear.local.layout.Home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void secretsAreGeneratedOnceAndReadableByTheirOwnerAlone() throws Exception {
        Path file = folder.resolve("secrets.json");

        var created = Secrets.loadOrCreate(file, List.of("identity", "routing"));
        var loaded = Secrets.loadOrCreate(file, List.of("identity", "routing"));

        assertThat(loaded.masterKey()).isEqualTo(created.masterKey());
        assertThat(loaded.databasePasswords())
                .isEqualTo(created.databasePasswords())
                .containsOnlyKeys("identity", "routing");
        assertThat(Base64.getDecoder().decode(created.masterKey())).hasSize(32);
        assertThat(created.postgresPassword()).matches("[A-Za-z0-9]{24}").isNotEqualTo(created.redisPassword());
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(created.toString()).doesNotContain(created.masterKey());
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Path file = folder.resolve("secrets.json");
        Files.writeString(file, "{\"master_key\": ");

        assertThatThrownBy(() -> Secrets.loadOrCreate(file, List.of())).hasMessageContaining(file.toString());
    }

    @Test
    void credentialsCarryTheDocumentedFields() throws Exception {
        Path file = folder.resolve("credentials.json");
        var credentials = new Credentials("http://localhost:8000", "a@b.c", "secret", "sg-1", "w-1");

        credentials.write(file);

        assertThat(Credentials.read(file)).contains(credentials);
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("\"gateway_url\"", "\"email\"", "\"password\"", "\"api_key\"", "\"workspace_id\"");
        assertThat(Credentials.read(folder.resolve("absent.json"))).isEmpty();
    }

    @Test
    void aServicesPublicKeyVerifiesWhatItsPrivateKeySigns() throws Exception {
        var home = new Home(folder);
        home.create();

        ServiceKeys.ensure(home, List.of("gateway"));
        String first = Files.readString(home.privateKey("gateway"));
        ServiceKeys.ensure(home, List.of("gateway"));

        assertThat(Files.readString(home.privateKey("gateway"))).isEqualTo(first);
        assertThat(permissions(home.privateKey("gateway"))).isEqualTo("rw-------");
        var keys = KeyFactory.getInstance("EC");
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(der(home.privateKey("gateway"), "PRIVATE KEY"))));
        signer.update((byte) 1);
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(keys.generatePublic(
                new X509EncodedKeySpec(der(home.publicKeys().resolve("gateway.pem"), "PUBLIC KEY"))));
        verifier.update((byte) 1);
        assertThat(verifier.verify(signer.sign())).isTrue();
    }

    private static byte[] der(Path file, String type) throws Exception {
        String pem = Files.readString(file);
        assertThat(pem).startsWith("-----BEGIN " + type + "-----\n").endsWith("\n-----END " + type + "-----\n");
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
