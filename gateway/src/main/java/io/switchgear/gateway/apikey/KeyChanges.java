package io.switchgear.gateway.apikey;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Tells the other replicas, by Redis pub/sub, that API keys have changed. Without Redis they find out by themselves, later. */
@Component
class KeyChanges {

    private static final Logger LOG = LoggerFactory.getLogger(KeyChanges.class);
    private static final String CHANNEL = "switchgear:changed:keys";
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ReactiveStringRedisTemplate redis;

    KeyChanges(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    Mono<Void> announce() {
        return redis.convertAndSend(CHANNEL, "changed")
                .timeout(PATIENCE)
                .onErrorResume(error -> {
                    LOG.warn("A change of API keys was not announced: {}", error.toString());
                    return Mono.empty();
                })
                .then();
    }

    /** An element for each announcement; never ends. */
    Flux<Long> announced() {
        return Flux.defer(() -> redis.listenToChannel(CHANNEL))
                .map(message -> 0L)
                .doOnError(error -> LOG.debug("Not listening to {}", CHANNEL, error))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)));
    }
}
