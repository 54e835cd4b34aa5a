package io.switchgear.local.jvm;

import java.nio.file.Path;
import java.util.List;

/** The JDK that runs the launcher runs the services too. */
final class Jvm {

    /** Netty's native transports and Argon2's provider; libraries that still use Unsafe. */
    private static final List<String> ACCESS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private Jvm() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String version() {
        return System.getProperty("java.vm.version") + " " + System.getProperty("java.home");
    }

    /** An out-of-memory error ends the process, and the launcher starts it again. */
    static List<String> flags(int heapMegabytes) {
        var flags = new java.util.ArrayList<>(ACCESS);
        flags.add("-Xmx" + heapMegabytes + "m");
        flags.add("-XX:+UseSerialGC");
        flags.add("-XX:+ExitOnOutOfMemoryError");
        return List.copyOf(flags);
    }
}
