package io.switchgear.common.web;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Between the server's draining and its stop: waits until the thread that drains has really ended. Spring Boot's Netty server (4.1.0,
 * {@code GracefulShutdown.abort}) may otherwise see the thread still there and its flag taken back already, and then waits for ever.
 */
final class DrainedLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DrainedLifecycle.class);
    private static final String DRAINING = "netty-shutdown";

    /** It has nothing left to do but to end; if requests are still active it is to be interrupted instead. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private volatile boolean running;

    /** Stopped after the draining, whose phase is higher, and before the server. */
    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals(DRAINING) && !thread.join(PATIENCE)) {
                    LOG.info("Requests are still active.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
