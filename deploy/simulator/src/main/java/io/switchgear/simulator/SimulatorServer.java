package io.switchgear.simulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import io.switchgear.simulator.attempt.AttemptLog;
import io.switchgear.simulator.control.ControlApi;
import io.switchgear.simulator.kubernetes.SimulatedCluster;
import io.switchgear.simulator.provider.ProviderSettings;
import io.switchgear.simulator.provider.Providers;

/** A running simulator, for the command line and for tests of anything that calls LLM providers or Kubernetes. */
public final class SimulatorServer implements AutoCloseable {

    private final DisposableServer server;
    private final @Nullable SimulatedCluster cluster;
    private final Providers providers;
    private final AttemptLog log;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SimulatorServer(
            DisposableServer server, @Nullable SimulatedCluster cluster, Providers providers, AttemptLog log) {
        this.server = server;
        this.cluster = cluster;
        this.providers = providers;
        this.log = log;
    }

    /**
     * Starts and returns once both servers listen.
     *
     * @throws IllegalStateException naming the port that cannot be bound
     */
    public static SimulatorServer start(SimulatorSettings settings) {
        var clock = InstantSource.system();
        var providers =
                new Providers(ProviderSettings.healthy(settings.pace(), settings.outputTokens()), settings.seed());
        var log = new AttemptLog(settings.logCapacity(), clock);
        var cluster = settings.kubernetesPort() < 0
                ? null
                : SimulatedCluster.start(settings.address(), settings.kubernetesPort(), settings.rolloutStep(), clock);
        try {
            var routes = new Routes(providers, log, clock, new ControlApi(providers, log, clock, cluster));
            return new SimulatorServer(bind(settings, routes), cluster, providers, log);
        } catch (RuntimeException e) {
            if (cluster != null) {
                cluster.close();
            }
            throw e;
        }
    }

    private static DisposableServer bind(SimulatorSettings settings, Routes routes) {
        try {
            return HttpServer.create()
                    .host(settings.address())
                    .port(settings.port())
                    .httpRequestDecoder(
                            decoder -> decoder.maxInitialLineLength(16_384).maxHeaderSize(65_536))
                    .handle(routes::handle)
                    .bindNow(Duration.ofSeconds(10));
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot listen on " + settings.address() + ":" + settings.port(), e);
        }
    }

    /** Port of the LLM provider and the control API. */
    public int port() {
        return server.port();
    }

    /** {@code http://host:port}: an SDK's base URL is this with {@code /v1}, or with {@code /p/<provider>/v1}. */
    public String url() {
        return "http://" + server.host() + ":" + server.port();
    }

    /** Address of the simulated Kubernetes API; throws IllegalStateException when it was left out. */
    public String kubernetesUrl() {
        if (cluster == null) {
            throw new IllegalStateException("started without a Kubernetes API");
        }
        return "http://" + server.host() + ":" + cluster.port();
    }

    public AttemptLog log() {
        return log;
    }

    public Providers providers() {
        return providers;
    }

    /** Waits until the simulator is closed. */
    void await() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
        if (cluster != null) {
            cluster.close();
        }
        closed.countDown();
    }
}
