package io.switchgear.health.component;

import java.util.Map;
import java.util.Properties;

import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Redis answers. The driver blocks while it connects for the first time, so that happens aside. */
@Component
class RedisCheck implements ComponentCheck {

    private final ReactiveRedisConnectionFactory connections;

    RedisCheck(ReactiveRedisConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public String key() {
        return "redis";
    }

    @Override
    public Mono<CheckResult> check() {
        return Mono.usingWhen(
                Mono.fromSupplier(connections::getReactiveConnection).subscribeOn(Schedulers.boundedElastic()),
                connection -> connection.serverCommands().info("server").map(RedisCheck::result),
                ReactiveRedisConnection::closeLater);
    }

    private static CheckResult result(Properties server) {
        return CheckResult.healthy(Map.of(
                "version", server.getProperty("redis_version", "unknown"),
                "uptime_s", server.getProperty("uptime_in_seconds", "unknown")));
    }
}
