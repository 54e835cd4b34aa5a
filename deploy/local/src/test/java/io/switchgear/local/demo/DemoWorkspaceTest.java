package io.switchgear.local.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.switchgear.local.secrets.Credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a gateway that knows one user, by the contract's words. */
class DemoWorkspaceTest {

    private static final String SESSION =
            "{\"access_token\":\"jwt\",\"user\":{\"id\":\"u\"},\"workspace\":{\"id\":\"w-1\",\"role\":\"owner\"}}";

    @TempDir
    Path folder;

    private final List<String> seen = new ArrayList<>();
    private HttpServer gateway;
    private String url;
    private boolean registered;
    private String password = "generated";

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::answer);
        gateway.start();
        url = "http://127.0.0.1:" + gateway.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void theFirstStartRegistersAndLaterOnesUseWhatIsThere() throws Exception {
        Path file = folder.resolve("credentials.json");

        var first = new DemoWorkspace(url, password, file).ensure();
        assertThat(first).isEqualTo(new Credentials(url, DemoWorkspace.EMAIL, password, "sg-1", "w-1"));
        assertThat(seen)
                .containsExactly(
                        "POST /api/v1/auth/login", "POST /api/v1/auth/register", "POST /api/v1/api-keys Bearer jwt");

        seen.clear();
        assertThat(new DemoWorkspace(url, password, file).ensure()).isEqualTo(first);
        assertThat(seen).containsExactly("GET /v1/models Bearer sg-1");
    }

    @Test
    void aLauncherKilledBeforeItWroteTheCredentialsLogsInNextTime() throws Exception {
        registered = true;

        var credentials = new DemoWorkspace(url, password, folder.resolve("credentials.json")).ensure();

        assertThat(credentials.apiKey()).isEqualTo("sg-1");
        assertThat(seen).containsExactly("POST /api/v1/auth/login", "POST /api/v1/api-keys Bearer jwt");
    }

    @Test
    void aRevokedKeyIsReplaced() throws Exception {
        registered = true;
        Path file = folder.resolve("credentials.json");
        new Credentials(url, DemoWorkspace.EMAIL, password, "sg-revoked", "w-1").write(file);

        assertThat(new DemoWorkspace(url, password, file).ensure().apiKey()).isEqualTo("sg-1");
        assertThat(Credentials.read(file).orElseThrow().apiKey()).isEqualTo("sg-1");
    }

    @Test
    void aLostPasswordIsExplained() {
        registered = true;
        password = "another";

        assertThatThrownBy(() -> new DemoWorkspace(url, "generated", folder.resolve("credentials.json")).ensure())
                .hasMessageContaining(DemoWorkspace.EMAIL)
                .hasMessageContaining("--fresh");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(exchange.getRequestMethod() + " " + path + (authorization == null ? "" : " " + authorization));
        boolean known = registered && body.contains("\"" + password + "\"");
        switch (path) {
            case "/api/v1/auth/login" -> send(exchange, known ? 200 : 401, known ? SESSION : "{\"detail\":\"no\"}");
            case "/api/v1/auth/register" -> {
                send(exchange, registered ? 409 : 201, registered ? "{\"detail\":\"known\"}" : SESSION);
                registered = true;
            }
            case "/api/v1/api-keys" -> send(exchange, 201, "{\"id\":\"k\",\"key\":\"sg-1\"}");
            case "/v1/models" -> send(exchange, "Bearer sg-1".equals(authorization) ? 200 : 401, "{}");
            default -> send(exchange, 404, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
