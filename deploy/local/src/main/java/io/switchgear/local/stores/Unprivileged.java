package io.switchgear.local.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. In a user namespace without a mapping root appears as nobody, as do root's files, so
 * that PostgreSQL is content and nothing changes its owner.
 */
final class Unprivileged {

    private static final Path STATUS = Path.of("/proc/self");
    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");

    private Unprivileged() {}

    /** @throws IOException as root on a machine that allows no user namespace */
    static List<String> command(List<String> command) throws IOException, InterruptedException {
        if (!root()) {
            return command;
        }
        if (!namespaces()) {
            throw new IOException("PostgreSQL refuses to run as root, and this machine allows no user namespace"
                    + " (unshare -U fails); run deploy/up as an ordinary user");
        }
        var wrapped = new ArrayList<>(USER_NAMESPACE);
        wrapped.addAll(command);
        return wrapped;
    }

    private static boolean root() throws IOException {
        return Files.isDirectory(STATUS)
                ? Integer.valueOf(0).equals(Files.getAttribute(STATUS, "unix:uid"))
                : System.getProperty("user.name").equals("root");
    }

    private static boolean namespaces() throws InterruptedException {
        var probe = new ArrayList<>(USER_NAMESPACE);
        probe.add("true");
        try {
            var process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
