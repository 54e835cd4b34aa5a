package io.switchgear.common.web;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * As many event loops as there are processors. Reactor Netty starts at least four: on a small machine they take turns, and a call whose
 * two connections belong to different loops pays for waking the other one, twice. {@code -Dreactor.netty.ioWorkerCount} overrides.
 */
final class EventLoops implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String COUNT = "reactor.netty.ioWorkerCount";

    /** Before anything of Reactor Netty's is loaded, which reads the property once. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (System.getProperty(COUNT) == null) {
            System.setProperty(COUNT, Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
    }
}
