package io.switchgear.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A suite of the measurement's own, started by {@code deploy/up} without demo traffic, beside any other.
 *
 * @param root of the checkout
 * @param home of the suite
 * @param credentials of its first user
 */
public record OwnSuite(Path root, Path home, Credentials credentials) implements AutoCloseable {

    /** Starts it with nothing in it, and waits until it is ready. */
    public static OwnSuite start(Path root, Path home, int portOffset) throws IOException, InterruptedException {
        run(
                root.resolve("deploy/up").toString(),
                "--detach",
                "--fresh",
                "--no-demo",
                "--port-offset",
                Integer.toString(portOffset),
                "--home",
                home.toString());
        return new OwnSuite(root, home, Credentials.read(home.resolve("credentials.json")));
    }

    /** The process of a service, which may be gone. */
    public long pid(String service) throws IOException {
        String record = Files.readString(home.resolve("run/processes/" + service + ".pid"));
        return Long.parseLong(record.strip().split("\\s", -1)[0]);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(root.resolve("deploy/down").toString(), "--home", home.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status);
        }
    }
}
