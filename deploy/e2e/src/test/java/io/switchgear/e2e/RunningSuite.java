package io.switchgear.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole suite, started once for all tests by the very command that users have, with ports and data of its own so that another
 * suite may run beside it.
 */
final class RunningSuite {

    private static final int[] PORTS = {
        8000, 8001, 8002, 8003, 8004, 8010, 8011, 9000, 9001, 9002, 9003, 9004, 15432, 16379
    };

    private final Path root = Path.of(System.getProperty("switchgear.root")).toAbsolutePath();
    private final Path home = root.resolve("deploy/e2e/target/suite");
    private final int offset = freeOffset();

    private RunningSuite() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        start("--fresh");
    }

    static RunningSuite get() {
        return Holder.INSTANCE;
    }

    private static final class Holder {
        static final RunningSuite INSTANCE = new RunningSuite();
    }

    /** Root of the checkout. */
    Path root() {
        return root;
    }

    Path home() {
        return home;
    }

    /** URL of a part by its default port. */
    String url(int defaultPort) {
        return "http://localhost:" + (defaultPort + offset);
    }

    Api gateway() {
        return new Api(url(8000));
    }

    Api simulator() {
        return new Api(url(8010));
    }

    JsonNode credentials() {
        try {
            return new JsonMapper().readTree(Files.readAllBytes(home.resolve("credentials.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new user with a workspace of their own, logged in. */
    Tenant newTenant() {
        String email = "e2e-" + UUID.randomUUID() + "@example.com";
        String password = "correct-horse-" + UUID.randomUUID();
        var session = gateway()
                .post("/api/v1/auth/register", """
                    {"email": "%s", "password": "%s", "full_name": "Ada Lovelace", "workspace_name": "E2E"}
                    """.formatted(email, password))
                .expect(201)
                .body();
        return new Tenant(
                this, email, password, session.required("access_token").asString());
    }

    void start(String... arguments) {
        var command = new ArrayList<>(List.of(
                root.resolve("deploy/up").toString(),
                "--detach",
                "--home",
                home.toString(),
                "--port-offset",
                Integer.toString(offset)));
        command.addAll(List.of(arguments));
        run(command);
    }

    void stop() {
        run(List.of(root.resolve("deploy/down").toString(), "--home", home.toString()));
    }

    private void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .inheritIO()
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new AssertionError(String.join(" ", command) + " failed; see its output above.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An offset at which every port of the suite is free just now. */
    private static int freeOffset() {
        for (int offset = 21_000; offset < 48_000; offset += 1_000) {
            if (allFree(offset)) {
                return offset;
            }
        }
        throw new AssertionError("No free ports for a suite.");
    }

    private static boolean allFree(int offset) {
        for (int port : PORTS) {
            try (var socket = new ServerSocket(port + offset, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
