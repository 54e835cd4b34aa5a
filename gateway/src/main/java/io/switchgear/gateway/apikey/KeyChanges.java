package io.switchgear.gateway.apikey;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.switchgear.common.redis.Redis;

/** Tells the other replicas, by Redis pub/sub, that API keys have changed. Without Redis they find out by themselves, later. */
@Component
class KeyChanges {

    private static final Logger LOG = LoggerFactory.getLogger(KeyChanges.class);
    private static final String CHANNEL = "switchgear:changed:keys";

    private final Redis redis;

    KeyChanges(Redis redis) {
        this.redis = redis;
    }

    Mono<Void> announce() {
        return redis.publish(CHANNEL, "changed").onErrorResume(error -> {
            LOG.warn("A change of API keys was not announced: {}", error.toString());
            return Mono.empty();
        });
    }

    /** An element for each announcement; never ends. */
    Flux<Long> announced() {
        return redis.messages(CHANNEL)
                .map(message -> 0L)
                .doOnError(error -> LOG.debug("Not listening to {}", CHANNEL, error))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)));
    }
}
