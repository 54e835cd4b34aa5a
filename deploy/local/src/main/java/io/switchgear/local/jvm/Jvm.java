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

    /**
     * An out-of-memory error ends the process, and the launcher starts it again.
     *
     * @param optimised whether code that runs often is compiled a second time, at its best; that is 40 % of the work of starting
     */
    static List<String> flags(int heapMegabytes, boolean optimised) {
        var flags = new java.util.ArrayList<>(ACCESS);
        flags.add("-Xmx" + heapMegabytes + "m");
        flags.add("-XX:+UseSerialGC");
        flags.add("-XX:+ExitOnOutOfMemoryError");
        if (!optimised) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return List.copyOf(flags);
    }
}
