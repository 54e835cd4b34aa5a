package io.switchgear.local.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import io.switchgear.local.secrets.Credentials;

/** The demo user, its workspace and its API key, through the gateway's own API like any other user's. */
public final class DemoWorkspace {

    static final String EMAIL = "demo@switchgear.local";

    private final GatewayClient gateway;
    private final String gatewayUrl;
    private final String password;
    private final Path file;

    /**
     * @param gatewayUrl base URL
     * @param password the demo user's, generated
     * @param file where the credentials are kept
     */
    public DemoWorkspace(String gatewayUrl, String password, Path file) {
        this.gateway = new GatewayClient(gatewayUrl);
        this.gatewayUrl = gatewayUrl;
        this.password = password;
        this.file = file;
    }

    /**
     * Registers what is missing; what an earlier start left is used again as long as the gateway knows it.
     *
     * @throws IOException with the gateway's reason
     */
    public Credentials ensure() throws IOException, InterruptedException {
        var known = Credentials.read(file);
        if (known.isPresent() && accepted(known.get().apiKey())) {
            var unchanged = known.get();
            return written(new Credentials(
                    gatewayUrl, unchanged.email(), unchanged.password(), unchanged.apiKey(), unchanged.workspaceId()));
        }
        var session = session();
        var key = gateway.call(
                "POST",
                "/api/v1/api-keys",
                session.path("access_token").asString(),
                Map.of("name", "demo", "scopes", List.of("llm", "telemetry")));
        if (key.status() != 201) {
            throw new IOException("the API key of the demo workspace was refused: " + key.summary());
        }
        return written(new Credentials(
                gatewayUrl,
                EMAIL,
                password,
                key.body().path("key").asString(),
                session.path("workspace").path("id").asString()));
    }

    /** An access token of the demo user, for 15 minutes. */
    String accessToken() throws IOException, InterruptedException {
        return session().path("access_token").asString();
    }

    private JsonNode session() throws IOException, InterruptedException {
        var login = gateway.call("POST", "/api/v1/auth/login", null, Map.of("email", EMAIL, "password", password));
        if (login.status() == 200) {
            return login.body();
        }
        var registration = gateway.call(
                "POST",
                "/api/v1/auth/register",
                null,
                Map.of("email", EMAIL, "password", password, "full_name", "Demo User", "workspace_name", "Demo"));
        return switch (registration.status()) {
            case 201 -> registration.body();
            case 409 ->
                throw new IOException(
                        "the user %s exists with another password than %s has; start with --fresh, or restore that file"
                                .formatted(EMAIL, file.resolveSibling("secrets.json")));
            default -> throw new IOException("the demo user cannot be registered: " + registration.summary());
        };
    }

    /** Only a clear no counts: a router that is away says nothing about the key. */
    private boolean accepted(String apiKey) throws IOException, InterruptedException {
        int status = gateway.call("GET", "/v1/models", apiKey, null).status();
        return status != 401 && status != 403;
    }

    private Credentials written(Credentials credentials) throws IOException {
        credentials.write(file);
        return credentials;
    }
}
