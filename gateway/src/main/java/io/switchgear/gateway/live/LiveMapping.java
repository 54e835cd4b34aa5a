package io.switchgear.gateway.live;

import java.util.Map;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Where clients connect. */
@Component
class LiveMapping extends SimpleUrlHandlerMapping {

    /** Before the routes to services. */
    private static final int ORDER = -3;

    LiveMapping(LiveHandler handler) {
        super(Map.of("/ws", handler), ORDER);
    }
}
