package io.switchgear.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests that need Node: the official npm SDKs, OpenTelemetry among them, and the console in headless Chromium. Each file reports its own failures. */
class NodeIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sdk/openai.test.mjs",
                "sdk/anthropic.test.mjs",
                "sdk/telemetry.test.mjs",
                "console/console.test.mjs"
            })
    void passes(String file) throws IOException, InterruptedException {
        RunningSuite suite = RunningSuite.get();
        JsonNode credentials = suite.credentials();
        Path module = suite.root().resolve("deploy/e2e");
        var process = new ProcessBuilder("node", "--test", "--test-reporter=spec", file)
                .directory(module.toFile())
                .inheritIO();
        process.environment().put("SWITCHGEAR_URL", suite.url(8000));
        process.environment().put("SWITCHGEAR_SIMULATOR_URL", suite.url(8010));
        process.environment().put("SWITCHGEAR_EMAIL", credentials.get("email").asString());
        process.environment()
                .put("SWITCHGEAR_PASSWORD", credentials.get("password").asString());
        process.environment()
                .put("SWITCHGEAR_API_KEY", credentials.get("api_key").asString());
        process.environment()
                .put(
                        "SWITCHGEAR_SCREENSHOTS",
                        module.resolve("target/screenshots").toString());
        Process running = process.start();
        assertThat(running.waitFor(5, TimeUnit.MINUTES)).as(file + " ended").isTrue();
        assertThat(running.exitValue()).as(file + "; see its report above").isZero();
    }
}
