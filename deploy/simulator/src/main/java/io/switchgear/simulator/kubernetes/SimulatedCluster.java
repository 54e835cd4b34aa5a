package io.switchgear.simulator.kubernetes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;

/** An API server with its controller. It keeps nothing: a new start is a new cluster. */
public final class SimulatedCluster implements AutoCloseable {

    /** Logs every request at INFO; kept here, because a logger nobody holds forgets its level. */
    private static final Logger CHATTY = Logger.getLogger("io.fabric8.mockwebserver");

    private static final Logger LOG = Logger.getLogger(SimulatedCluster.class.getName());

    /** After so many rounds without a change only every so-manieth is done: a missed deadline is a change by time alone. */
    private static final int RESTING = 10;

    private final ClusterDispatcher dispatcher = new ClusterDispatcher();
    private final ClusterApi api = new ClusterApi(dispatcher);
    private final Mishaps mishaps = new Mishaps();
    private final DeploymentController controller;
    private final MockWebServer web = new MockWebServer();
    private final KubernetesMockServer server;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("deployment-controller").daemon().factory());

    private long seenWrites = -1;
    private int idleRounds;

    private SimulatedCluster(InstantSource clock) {
        CHATTY.setLevel(Level.WARNING);
        web.setHttp2ClearTextEnabled(false);
        controller = new DeploymentController(api, mishaps, clock);
        server = new KubernetesMockServer(
                new Context(Serialization.jsonMapper()), web, new HashMap<>(), dispatcher, false);
    }

    /**
     * Starts the API server and its controller.
     *
     * @param step time between two rounds of the controller
     * @throws IllegalStateException when the port cannot be bound
     */
    public static SimulatedCluster start(String address, int port, Duration step, InstantSource clock) {
        var cluster = new SimulatedCluster(clock);
        try {
            cluster.server.start(InetAddress.getByName(address), port);
        } catch (UnknownHostException | RuntimeException e) {
            cluster.rounds.shutdownNow();
            throw new IllegalStateException("cannot listen on " + address + ":" + port + " (Kubernetes)", e);
        }
        Seed.plant(cluster.api);
        var _ = cluster.rounds.scheduleWithFixedDelay(cluster::round, 0, step.toMillis(), TimeUnit.MILLISECONDS);
        return cluster;
    }

    public int port() {
        return server.getPort();
    }

    public List<DeploymentView> deployments() {
        return api.deployments().getItems().stream()
                .map(deployment -> DeploymentView.of(deployment, mishaps))
                .toList();
    }

    /** Whether pods that are not ready yet stay so. */
    public void stick(String deployment, boolean on) {
        mishaps.stick(deployment, on);
        wake();
    }

    /** Makes the pods there are now fail until a rollout replaces them. */
    public void crash(String deployment) {
        mishaps.crash(deployment);
        wake();
    }

    public void heal(String deployment) {
        mishaps.heal(deployment);
        wake();
    }

    public void healAll() {
        mishaps.healAll();
        wake();
    }

    private synchronized void wake() {
        idleRounds = 0;
    }

    private void round() {
        // The mock keeps every request it has seen until somebody takes it.
        web.reset();
        if (!due()) {
            return;
        }
        try {
            controller.round();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a round of the simulated deployment controller failed", e);
        }
    }

    /** An idle cluster costs next to nothing. */
    private synchronized boolean due() {
        long writes = dispatcher.writes();
        idleRounds = writes == seenWrites ? idleRounds + 1 : 0;
        seenWrites = writes;
        return idleRounds < RESTING || idleRounds % RESTING == 0;
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        server.destroy();
    }
}
