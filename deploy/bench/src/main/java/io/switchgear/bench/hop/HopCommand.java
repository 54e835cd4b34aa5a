package io.switchgear.bench.hop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.switchgear.bench.option.OptionCheck;

/** {@code hop}: the same load over the same upstream, directly and through each peer in turn. */
@Command(
        name = "hop",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends the same load over the same fixed upstream directly, through a bare Reactor Netty proxy, nginx, the"
                    + " Portkey gateway and Switchgear, one after the other, and prints what each hop costs.",
            "Needs wrk and nginx on the PATH, and npm for Portkey; everything listens on loopback only."
        })
public final class HopCommand implements Callable<Integer> {

    private static final int PORT = 28_100;

    @Mixin
    private final OptionCheck check = new OptionCheck();

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,32",
            description = "how many at once, in turn (default: ${DEFAULT-VALUE})")
    private List<Integer> connections = List.of();

    @Option(names = "--seconds", defaultValue = "10", description = "of each measurement (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "seconds of each load before it is measured first (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--peers",
            split = ",",
            defaultValue = "direct,proxy,nginx,portkey,switchgear",
            description = "which ones (default: ${DEFAULT-VALUE})")
    private List<String> peers = List.of();

    @Option(names = "--root", hidden = true, required = true)
    private Path root = Path.of("");

    /** One line of the table; null where there is nothing to compare with. */
    private record Row(String peer, Load load, Load.Result result, double cpuMicros, long residentBytes) {}

    @Override
    public Integer call() throws Exception {
        check.that(seconds > 0 && warmUp >= 0, "--seconds must be above 0, --warm-up not below.");
        check.that(connections.stream().allMatch(each -> each > 0), "--connections must be above 0.");
        check.known("peer", peers, List.of("direct", "proxy", "nginx", "portkey", "switchgear"));

        Path folder = Files.createDirectories(root.resolve("deploy/bench/target/hop"));
        var rows = new ArrayList<Row>();
        try (Peer upstream = java("direct", PORT, folder, "upstream")) {
            for (String name : peers) {
                if (name.equals("direct")) {
                    measure(upstream, folder, rows);
                } else {
                    try (Peer peer = start(name, upstream.url(), folder)) {
                        measure(peer, folder, rows);
                    }
                }
            }
        }
        print(rows);
        return rows.stream().allMatch(row -> row.result().errors() == 0) ? 0 : 1;
    }

    private Peer start(String name, String upstream, Path folder) throws IOException, InterruptedException {
        return switch (name) {
            case "proxy" -> java("Reactor Netty", PORT + 1, folder, "proxy", "--upstream=" + upstream);
            case "nginx" -> Nginx.start(PORT + 2, folder, upstream);
            case "portkey" -> Portkey.start(PORT + 3, folder, upstream);
            case "switchgear" -> Switchgear.start(root, folder, upstream);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A subcommand of this program, with the class path and the JVM it runs on. */
    private static Peer java(String name, int port, Path folder, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.switchgear.bench.Bench"));
        command.addAll(List.of(arguments));
        command.add("--port=" + port);
        return Child.start(name, port, folder, Map.of(), Map.of(), command);
    }

    private void measure(Peer peer, Path folder, List<Row> rows) throws IOException, InterruptedException {
        for (boolean streamed : new boolean[] {false, true}) {
            for (int number : connections) {
                var load = new Load(number, streamed);
                System.out.printf("%s: %s%n", peer.name(), load);
                if (warmUp > 0) {
                    load.run(folder, peer, Duration.ofSeconds(warmUp));
                }
                Usage before = Usage.of(peer.processes());
                Load.Result result = load.run(folder, peer, Duration.ofSeconds(seconds));
                Usage after = Usage.of(peer.processes());
                double cpu = after.cpu().minus(before.cpu()).toNanos() / 1e3 / Math.max(1, result.requests());
                rows.add(new Row(peer.name(), load, result, cpu, after.residentBytes()));
            }
        }
    }

    private static void print(List<Row> rows) {
        System.out.printf(
                "%n%-24s %-16s %9s %8s %9s %8s %9s %10s %8s %7s%n",
                "load", "through", "CPU µs", "ratio", "p50 µs", "added", "p99 µs", "requests/s", "MiB", "errors");
        for (Row row : rows) {
            Row direct = find(rows, "direct", row.load());
            Row bare = find(rows, "Reactor Netty", row.load());
            System.out.printf(
                    "%-24s %-16s %9.0f %8s %9d %8s %9d %10.0f %8d %7d%n",
                    row.load(),
                    row.peer(),
                    row.cpuMicros(),
                    bare == null || row.peer().equals("direct")
                            ? ""
                            : "%.2f×".formatted(row.cpuMicros() / bare.cpuMicros()),
                    row.result().p50(),
                    direct == null || row == direct
                            ? ""
                            : "%+d"
                                    .formatted(
                                            row.result().p50() - direct.result().p50()),
                    row.result().p99(),
                    row.result().perSecond(),
                    row.residentBytes() >> 20,
                    row.result().errors());
        }
        System.out.println("CPU: per request, of the processes between caller and upstream; ratio: to the bare proxy.");
    }

    private static @Nullable Row find(List<Row> rows, String peer, Load load) {
        return rows.stream()
                .filter(row -> row.peer().equals(peer) && row.load().equals(load))
                .findFirst()
                .orElse(null);
    }
}
