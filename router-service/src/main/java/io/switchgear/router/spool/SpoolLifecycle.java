package io.switchgear.router.spool;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's one spool, flushed each second by a thread of its own. */
@Configuration(proxyBeanMethods = false)
class SpoolLifecycle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolLifecycle.class);

    private final ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("spool").daemon().factory());

    @Bean
    Spool spool(SpoolProperties properties, MeterRegistry meters) {
        var spool = new Spool(properties);
        Gauge.builder("switchgear.spool.bytes", spool, Spool::bytes).register(meters);
        FunctionCounter.builder("switchgear.spool.records", spool, Spool::appended)
                .register(meters);
        FunctionCounter.builder("switchgear.spool.dropped", spool, Spool::dropped)
                .register(meters);
        disk.scheduleWithFixedDelay(() -> flush(spool), 1, 1, TimeUnit.SECONDS);
        return spool;
    }

    private static void flush(Spool spool) {
        try {
            spool.flush();
        } catch (RuntimeException e) {
            LOG.warn("The spool could not be flushed: {}", e.toString());
        }
    }

    @Override
    public void close() {
        disk.shutdownNow();
    }
}
