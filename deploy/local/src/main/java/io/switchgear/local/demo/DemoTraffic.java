package io.switchgear.local.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import io.switchgear.local.secrets.Credentials;

/**
 * About three calls a second, by four services, as long as the suite runs; one provider fails for a while every few minutes,
 * so that circuits, alerts and history have something to show.
 */
public final class DemoTraffic implements AutoCloseable {

    private static final Duration FIRST_OUTAGE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_OUTAGES = Duration.ofMinutes(6);
    private static final Duration OUTAGE = Duration.ofSeconds(45);
    private static final int CALLS_AT_ONCE = 8;

    private final DemoProviders providers;
    private final Credentials credentials;
    private final Consumer<String> complaints;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<DemoTelemetry> telemetry = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * @param credentials of the demo workspace
     * @param simulatorUrl base URL of the simulator
     * @param complaints takes a sentence when something of the demo does not work
     */
    public DemoTraffic(Credentials credentials, String simulatorUrl, Consumer<String> complaints) {
        this.credentials = credentials;
        this.providers = new DemoProviders(credentials.gatewayUrl(), simulatorUrl);
        this.complaints = complaints;
    }

    /** Registers providers and pools, then sends traffic until closed. */
    public void start(DemoWorkspace workspace) throws IOException, InterruptedException {
        providers.register(workspace.accessToken());
        threads.execute(() -> quietly(this::weather));
        for (DemoService service : DemoService.ALL) {
            var exporter = new DemoTelemetry(service.name(), credentials.gatewayUrl(), credentials.apiKey());
            telemetry.add(exporter);
            var caller =
                    new DemoCaller(service, exporter.tracer(), http, credentials.gatewayUrl(), credentials.apiKey());
            threads.execute(() -> quietly(() -> requests(service, caller)));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        telemetry.forEach(DemoTelemetry::close);
        http.shutdownNow();
    }

    private void requests(DemoService service, DemoCaller caller) throws InterruptedException {
        var random = new Random(service.name().hashCode());
        var free = new Semaphore(CALLS_AT_ONCE);
        while (true) {
            Thread.sleep(Math.round(-Math.log(1 - random.nextDouble()) * service.meanPauseMs()));
            String prompt =
                    service.prompts().get(random.nextInt(service.prompts().size()));
            free.acquire();
            threads.execute(() -> {
                try {
                    quietly(() -> caller.request(prompt));
                } finally {
                    free.release();
                }
            });
        }
    }

    private void weather() throws InterruptedException {
        tell(providers::pace);
        Thread.sleep(FIRST_OUTAGE);
        while (true) {
            tell(providers::pace);
            tell(() -> providers.fail(OUTAGE.toMillis()));
            Thread.sleep(BETWEEN_OUTAGES);
        }
    }

    /** A simulator that restarts is told again the next time. */
    private void tell(ControlCall call) throws InterruptedException {
        try {
            call.run();
        } catch (IOException e) {
            complaints.accept(String.valueOf(e.getMessage()));
        }
    }

    private static void quietly(Interruptible work) {
        try {
            work.run();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Interruptible {
        void run() throws InterruptedException;
    }

    private interface ControlCall {
        void run() throws IOException, InterruptedException;
    }
}
