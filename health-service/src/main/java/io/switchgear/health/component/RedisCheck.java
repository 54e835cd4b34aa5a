package io.switchgear.health.component;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.redis.Redis;

/** Redis answers. */
@Component
class RedisCheck implements ComponentCheck {

    private static final Pattern VERSION = Pattern.compile("(?m)^redis_version:(\\S+)");
    private static final Pattern UPTIME = Pattern.compile("(?m)^uptime_in_seconds:(\\S+)");

    private final Redis redis;

    RedisCheck(Redis redis) {
        this.redis = redis;
    }

    @Override
    public String key() {
        return "redis";
    }

    @Override
    public Mono<CheckResult> check() {
        return redis.call(commands -> commands.info("server"))
                .map(info ->
                        CheckResult.healthy(Map.of("version", first(VERSION, info), "uptime_s", first(UPTIME, info))));
    }

    private static String first(Pattern pattern, String info) {
        Matcher matcher = pattern.matcher(info);
        return matcher.find() ? matcher.group(1) : "unknown";
    }
}
