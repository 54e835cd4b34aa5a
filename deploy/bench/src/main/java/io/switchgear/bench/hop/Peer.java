package io.switchgear.bench.hop;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Something that stands between a caller and the upstream. Starts when it is made. */
interface Peer extends AutoCloseable {

    String name();

    /** Scheme, host and port. */
    String url();

    /** What a caller sends besides the content type. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** What a caller asks for. */
    default String model() {
        return "fixed";
    }

    /** The processes whose time and memory count; looked up anew each time, as a peer may have children. */
    Collection<ProcessHandle> processes();

    @Override
    void close() throws IOException, InterruptedException;
}
