package io.switchgear.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code deploy/up} writes to {@code .switchgear/credentials.json}.
 *
 * @param gatewayUrl where the suite answers
 * @param email of the demo user
 * @param password of the demo user
 * @param apiKey of the demo workspace
 */
public record Credentials(String gatewayUrl, String email, String password, String apiKey) {

    public static Credentials read(Path file) throws IOException {
        JsonNode json = new JsonMapper().readTree(Files.readAllBytes(file));
        return new Credentials(
                json.required("gateway_url").asString(),
                json.required("email").asString(),
                json.required("password").asString(),
                json.required("api_key").asString());
    }

    /** Never prints secrets. */
    @Override
    public String toString() {
        return email + " at " + gatewayUrl;
    }
}
