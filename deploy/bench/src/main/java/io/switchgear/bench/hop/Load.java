package io.switchgear.bench.hop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Load by wrk, a closed loop: each connection sends its next request when it has the whole answer.
 *
 * @param connections at once
 * @param streamed whether answers are asked for as server-sent events
 */
record Load(int connections, boolean streamed) {

    private static final String SCRIPT = """
        wrk.method = "POST"
        wrk.path = "/v1/chat/completions"
        wrk.body = '{"model":"%s","stream":%b,"messages":[{"role":"user","content":"What is a switchgear?"}]}'
        %s
        done = function(summary, latency, requests)
          local e = summary.errors
          io.write(string.format('\\nRESULT {"requests":%%d,"micros":%%d,"p50":%%d,"p99":%%d,"errors":%%d}\\n', summary.requests,
            summary.duration, latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
        end
        """;

    /**
     * What wrk saw.
     *
     * @param requests answered in full
     * @param took wall clock
     * @param p50 latency in microseconds
     * @param p99 latency in microseconds
     * @param errors connections that failed, and answers other than 2xx and 3xx
     */
    record Result(long requests, Duration took, long p50, long p99, long errors) {

        double perSecond() {
            return requests / (took.toNanos() / 1e9);
        }
    }

    Result run(Path folder, Peer peer, Duration duration) throws IOException, InterruptedException {
        var headers = new StringBuilder();
        for (Map.Entry<String, String> header : peer.headers().entrySet()) {
            headers.append("wrk.headers[\"%s\"] = \"%s\"\n".formatted(header.getKey(), header.getValue()));
        }
        headers.append("wrk.headers[\"Content-Type\"] = \"application/json\"");
        Path script = folder.resolve("load.lua");
        Files.writeString(script, SCRIPT.formatted(peer.model(), streamed, headers));
        var process = new ProcessBuilder(
                        "wrk",
                        "--threads=1",
                        "--connections=" + connections,
                        "--duration=" + duration.toSeconds() + "s",
                        "--timeout=10s",
                        "--script=" + script,
                        peer.url())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return result(output);
    }

    private static Result result(String output) throws IOException {
        String line = output.lines()
                .filter(each -> each.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IOException("wrk said: " + output));
        JsonNode json = new JsonMapper().readTree(line.substring(7));
        return new Result(
                json.required("requests").asLong(),
                Duration.ofNanos(json.required("micros").asLong() * 1000),
                json.required("p50").asLong(),
                json.required("p99").asLong(),
                json.required("errors").asLong());
    }

    @Override
    public String toString() {
        return (streamed ? "SSE, " : "JSON, ") + connections + (connections == 1 ? " connection" : " connections");
    }
}
