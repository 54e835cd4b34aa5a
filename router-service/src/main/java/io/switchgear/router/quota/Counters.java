package io.switchgear.router.quota;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.router.background.Background;

/** This replica's counters: shares of the common count are leased, told and given back, and what is spent of budgets is kept. */
@Component
class Counters extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);

    /** Every how many rounds also those tell their use who have not changed it. */
    private static final int FULL_ROUND = 5;

    private static final int AT_ONCE = 32;

    private final CommonCount common;
    private final Budgets budgets;
    private final QuotaProperties properties;
    private final InstantSource clock;
    private final Map<QuotaKey, Counter> counters = new ConcurrentHashMap<>();
    private volatile boolean shared = true;
    private volatile boolean tellAll;

    Counters(
            CommonCount common,
            Budgets budgets,
            QuotaProperties properties,
            InstantSource clock,
            MeterRegistry meters) {
        this.common = common;
        this.budgets = budgets;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("switchgear.quota.shared", this, counters -> counters.shared ? 1 : 0)
                .description("1 while limits hold over all replicas, 0 while each replica counts for itself")
                .register(meters);
    }

    /** The counter of a limit, set to a window and a limit that may be new to it. */
    Counter counter(QuotaKey key, Window window, long limit) {
        long floor = key.meter() == Meter.SPENDING ? budgets.spentElsewhere(key, window) : 0;
        Counter counter = counters.computeIfAbsent(key, none -> new Counter(key, Share.fresh(window, limit, floor)));
        counter.current(window, limit, floor);
        return counter;
    }

    /** The use of a limit by all replicas, as of now. */
    Mono<Share> look(QuotaKey key, Window window, long limit) {
        return Mono.defer(() -> {
            Counter counter = counter(key, window, limit);
            return renew(counter, 0, false).then(Mono.fromSupplier(counter::share));
        });
    }

    /** Whether limits hold over all replicas. */
    boolean shared() {
        return shared;
    }

    /**
     * Tells this replica's use and asks for more; without Redis the replica goes on by itself.
     *
     * @param amount that is needed now
     * @param ahead whether to lease ahead of need, too
     */
    Mono<Void> renew(Counter counter, long amount, boolean ahead) {
        return counter.exclusively(Mono.defer(() -> {
            Instant now = clock.instant();
            Share before =
                    amount > 0 ? counter.share() : counter.update(share -> share.trimmed(ahead ? share.ahead() : 0));
            boolean leased = now.isBefore(before.leasedUntil());
            return common.lease(new CommonCount.Lease(
                            counter.key(),
                            before.window(),
                            before.limit(),
                            before.consumed(),
                            leased ? Math.max(before.granted(), before.consumed()) : before.consumed(),
                            before.consumed() + amount,
                            ahead ? before.ahead() : 0))
                    .doOnNext(grant -> {
                        noteShared(true);
                        tellAll |= before.synced() && !grant.known();
                        counter.update(
                                share -> share.window().equals(before.window()) && share.limit() == before.limit()
                                        ? share.renewed(grant, now, properties.lease())
                                        : share);
                    })
                    .onErrorResume(away -> {
                        noteShared(false);
                        counter.update(Share::onItsOwn);
                        return Mono.empty();
                    })
                    .then();
        }));
    }

    private void noteShared(boolean now) {
        if (shared != now) {
            shared = now;
            tellAll = now;
            if (now) {
                LOG.info("Limits hold over all replicas again.");
            } else {
                LOG.warn("Redis is away: limits hold on each replica for itself.");
            }
        }
    }

    private Mono<Void> round(long number) {
        Instant now = clock.instant();
        boolean all = tellAll || number % FULL_ROUND == 0;
        tellAll = false;
        counters.values()
                .removeIf(counter -> counter.share().window().end().isBefore(now)
                        && counter.share().reserved() == 0);
        return Flux.fromIterable(counters.values())
                .filter(counter -> now.isBefore(counter.share().window().end()))
                .flatMap(
                        counter -> {
                            boolean touched = counter.takeTouched();
                            return touched || all || counter.share().alone() || idleLease(counter.share())
                                    ? renew(counter, 0, touched)
                                    : Mono.empty();
                        },
                        AT_ONCE)
                .then(keepSpending());
    }

    private Mono<Void> keepSpending() {
        return Mono.defer(() -> budgets.keep(counters.values().stream()
                .filter(counter -> counter.key().meter() == Meter.SPENDING)
                .toList()));
    }

    private static boolean idleLease(Share share) {
        return share.granted() > share.consumed();
    }

    @Override
    protected void begin() {
        every(properties.sync(), this::round);
    }

    /** What was leased is given back, and what was spent is kept. */
    @Override
    protected Mono<Void> finish() {
        return Flux.fromIterable(counters.values())
                .flatMap(counter -> renew(counter, 0, false), AT_ONCE)
                .then(keepSpending());
    }
}
