package io.switchgear.router.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.redis.Redis;
import io.switchgear.common.redis.RedisScript;
import io.switchgear.router.breaker.Replica;

/**
 * The common count in Redis: a hash for each limit and window, with a field for each replica: what it has consumed, what it has leased,
 * and until when. A lease that nobody renews ends; what was consumed stays. A counter that each replica writes its own part of is a
 * G-counter (Shapiro et al., 2011): after a loss of the data it builds itself up again from what the replicas tell.
 */
@Component
class RedisCommonCount implements CommonCount {

    /** Kept a little longer than the window, for stragglers. */
    private static final Duration KEPT = Duration.ofMinutes(2);

    /** By Redis' clock. Ahead of need nobody gets more than a quarter of what is free, so that the last bit is not hoarded. */
    private static final RedisScript<String> LEASE = RedisScript.text("""
        local me, limit, consumed = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
        local keep, need, ahead = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local others, used, known = 0, 0, 0
        local all = redis.call('HGETALL', KEYS[1])
        for i = 1, #all, 2 do
          if all[i] == me then
            known = 1
          else
            local c, l, e = string.match(all[i + 1], '(%d+):(%d+):(%d+)')
            c, l, e = tonumber(c), tonumber(l), tonumber(e)
            used = used + c
            others = others + (e > now and math.max(c, l) or c)
          end
        end
        local free = limit - others
        local granted = math.max(consumed, math.min(keep, free))
        if need > granted and need <= free then
          granted = need
        end
        if need <= granted then
          granted = math.max(granted, math.min(need + ahead, need + math.floor((free - need) / 4)))
        end
        redis.call('HSET', KEYS[1], me, string.format('%.0f:%.0f:%.0f', consumed, granted, now + ARGV[7]))
        redis.call('PEXPIRE', KEYS[1], ARGV[8])
        return string.format('%.0f:%.0f:%.0f:%d', granted, others, used, known)\
        """);

    private final Redis redis;
    private final Replica replica;
    private final QuotaProperties properties;
    private final InstantSource clock;

    RedisCommonCount(Redis redis, Replica replica, QuotaProperties properties, InstantSource clock) {
        this.redis = redis;
        this.replica = replica;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Mono<Grant> lease(Lease lease) {
        Instant now = clock.instant();
        long kept = Math.max(0, Duration.between(now, lease.window().end()).toMillis()) + KEPT.toMillis();
        return redis.call(
                        LEASE,
                        List.of(name(lease)),
                        List.of(
                                replica.name(),
                                Long.toString(lease.limit()),
                                Long.toString(lease.consumed()),
                                Long.toString(lease.keep()),
                                Long.toString(lease.need()),
                                Long.toString(lease.ahead()),
                                Long.toString(properties.lease().toMillis()),
                                Long.toString(kept)))
                .map(RedisCommonCount::grant);
    }

    private static Grant grant(String answer) {
        String[] parts = answer.split(":", -1);
        return new Grant(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3].equals("1"));
    }

    private static String name(Lease lease) {
        QuotaKey key = lease.key();
        return "switchgear:quota:{" + key.workspaceId() + "}:" + key.subject() + ":" + key.meter() + ":"
                + lease.window().start().getEpochSecond() + "-"
                + lease.window().end().getEpochSecond();
    }
}
