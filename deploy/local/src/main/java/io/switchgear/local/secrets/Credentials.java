package io.switchgear.local.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a user or a script needs to use the suite.
 *
 * @param gatewayUrl base URL of console and API
 * @param email of the demo workspace's owner
 * @param password of the same
 * @param apiKey with scopes {@code llm} and {@code telemetry}
 * @param workspaceId the demo workspace
 */
public record Credentials(String gatewayUrl, String email, String password, String apiKey, String workspaceId) {

    public static Optional<Credentials> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Json.read(file, Credentials.class)) : Optional.empty();
    }

    public void write(Path file) throws IOException {
        Json.writePrivately(file, this);
    }

    @Override
    public String toString() {
        return "Credentials[%s at %s]".formatted(email, gatewayUrl);
    }
}
