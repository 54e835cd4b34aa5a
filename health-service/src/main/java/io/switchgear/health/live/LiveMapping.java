package io.switchgear.health.live;

import java.util.Map;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Where clients connect. */
@Component
class LiveMapping extends SimpleUrlHandlerMapping {

    LiveMapping(LiveHandler handler) {
        super(Map.of("/ws", handler), -1);
    }
}
