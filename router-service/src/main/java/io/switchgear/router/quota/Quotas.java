package io.switchgear.router.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.limit.Limits;

/**
 * Lets calls through as long as keys and workspaces are within their limits: reserves before a call what it will probably use, from this
 * replica's share in memory; only when that is used up the common count is asked for more.
 */
@Component
public class Quotas implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);

    /** Others may take what was just leased for us; asked for as often as this. */
    private static final int ATTEMPTS = 20;

    /** Every how many rounds also those tell their use who have not changed it. */
    private static final int FULL_ROUND = 5;

    private static final int AT_ONCE = 32;

    private final CommonCount common;
    private final Budgets budgets;
    private final QuotaProperties properties;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Map<QuotaKey, Counter> counters = new ConcurrentHashMap<>();
    private final Disposable.Composite work = Disposables.composite();
    private volatile boolean shared = true;
    private volatile boolean tellAll;

    Quotas(CommonCount common, Budgets budgets, QuotaProperties properties, InstantSource clock, MeterRegistry meters) {
        this.common = common;
        this.budgets = budgets;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("switchgear.quota.shared", this, quotas -> quotas.shared ? 1 : 0)
                .description("1 while limits hold over all replicas, 0 while each replica counts for itself")
                .register(meters);
    }

    /** An amount of what a limit is for. */
    private record Need(Counter counter, long amount) {}

    /**
     * Decides about a call.
     *
     * @param key the API key's id; null for a user
     * @param ofKey the key's limits
     * @param ofWorkspace the workspace's limits
     */
    public Mono<Decision> admit(UUID workspace, @Nullable String key, Limits ofKey, Limits ofWorkspace, Demand demand) {
        if (ofKey.none() && ofWorkspace.none()) {
            return Mono.just(new Decision.Admitted(Reservation.NONE, Standing.UNLIMITED));
        }
        Instant now = clock.instant();
        var needs = new ArrayList<Need>(6);
        if (key != null) {
            needs(workspace, QuotaKey.apiKey(key), ofKey, demand, now, needs);
        }
        needs(workspace, QuotaKey.WORKSPACE, ofWorkspace, demand, now, needs);
        var holds = new ArrayList<Reservation.Hold>(needs.size());
        var decided = new AtomicBoolean();
        return take(needs, holds).doOnNext(decision -> decided.set(true)).doOnCancel(() -> {
            if (decided.compareAndSet(false, true)) {
                new Reservation(List.copyOf(holds), clock).release();
            }
        });
    }

    private void needs(UUID workspace, String subject, Limits limits, Demand demand, Instant now, List<Need> needs) {
        Window minute = Window.minute(now);
        if (limits.rpm() != null) {
            needs.add(need(new QuotaKey(workspace, subject, Meter.REQUESTS), minute, limits.rpm(), 1));
        }
        if (limits.tpm() != null) {
            needs.add(need(new QuotaKey(workspace, subject, Meter.TOKENS), minute, limits.tpm(), demand.tokens()));
        }
        if (limits.budgetNanoUsd() != null) {
            Window period = Window.of(limits.period(), now);
            needs.add(need(
                    new QuotaKey(workspace, subject, Meter.SPENDING),
                    period,
                    limits.budgetNanoUsd(),
                    demand.nanoUsd()));
        }
    }

    /** What is more than the whole limit is let through when nothing else is: it could never be otherwise. */
    private Need need(QuotaKey key, Window window, long limit, long amount) {
        return new Need(counter(key, window, limit), Math.clamp(amount, 1, limit));
    }

    private Counter counter(QuotaKey key, Window window, long limit) {
        long floor = key.meter() == Meter.SPENDING ? budgets.spentElsewhere(key, window) : 0;
        Counter counter = counters.computeIfAbsent(key, none -> new Counter(key, Share.fresh(window, limit, floor)));
        counter.current(window, limit, floor);
        return counter;
    }

    private Mono<Decision> take(List<Need> needs, List<Reservation.Hold> holds) {
        for (Need need : needs.subList(holds.size(), needs.size())) {
            var hold = need.counter().reserve(need.amount(), clock.instant());
            if (hold == null) {
                return ask(need, 1).flatMap(asked -> {
                    if (!asked.isPresent()) {
                        return Mono.just(refused(need, needs, holds));
                    }
                    holds.add(asked.get());
                    return take(needs, holds);
                });
            }
            holds.add(hold);
        }
        return Mono.just(new Decision.Admitted(new Reservation(List.copyOf(holds), clock), standing(needs)));
    }

    private Mono<Optional<Reservation.Hold>> ask(Need need, int attempt) {
        Counter counter = need.counter();
        Instant asked = clock.instant();
        if (counter.share().alone() || counter.deniedLately(need.amount(), asked)) {
            return Mono.just(Optional.empty());
        }
        return renew(counter, need.amount(), true).then(Mono.defer(() -> {
            Instant now = clock.instant();
            var hold = counter.reserve(need.amount(), now);
            if (hold != null) {
                return Mono.just(Optional.of(hold));
            }
            if (attempt >= ATTEMPTS || !counter.share().conceivable(need.amount(), now)) {
                counter.denied(need.amount(), now);
                return Mono.just(Optional.empty());
            }
            return ask(need, attempt + 1);
        }));
    }

    private Decision refused(Need need, List<Need> needs, List<Reservation.Hold> holds) {
        new Reservation(List.copyOf(holds), clock).release();
        Counter counter = need.counter();
        Meter meter = counter.key().meter();
        Share share = counter.share();
        String whose = counter.key().subject().equals(QuotaKey.WORKSPACE) ? "workspace" : "API key";
        meters.counter("switchgear.quota.refused", "meter", meter.name().toLowerCase(Locale.ROOT), "of", whose)
                .increment();
        return new Decision.Refused(
                meter == Meter.SPENDING ? "budget_exceeded" : "rate_limit_exceeded",
                meter.refusal(whose, share.limit(), share.window()),
                Duration.between(clock.instant(), share.window().end()),
                standing(needs));
    }

    private Standing standing(List<Need> needs) {
        Instant now = clock.instant();
        Standing.Level requests = null;
        Standing.Level tokens = null;
        for (Need need : needs) {
            Share share = need.counter().share();
            var level = new Standing.Level(
                    share.limit(), share.remaining(now), share.window().end());
            switch (need.counter().key().meter()) {
                case REQUESTS -> requests = Standing.Level.tighter(requests, level);
                case TOKENS -> tokens = Standing.Level.tighter(tokens, level);
                case SPENDING -> {}
            }
        }
        return new Standing(requests, tokens);
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

    private Mono<Void> renew(Counter counter, long amount, boolean ahead) {
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
                .then(budgets.keep(counters.values().stream()
                        .filter(counter -> counter.key().meter() == Meter.SPENDING)
                        .toList()));
    }

    private static boolean idleLease(Share share) {
        return share.granted() > share.consumed();
    }

    @Override
    public void start() {
        work.add(Flux.interval(properties.sync())
                .onBackpressureDrop()
                .concatMap(number -> round(number).onErrorComplete(), 1)
                .subscribe());
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("Stopped with a callback.");
    }

    /** What was leased is given back, and what was spent is kept. */
    @Override
    public void stop(Runnable stopped) {
        work.dispose();
        Flux.fromIterable(counters.values())
                .flatMap(counter -> renew(counter, 0, false), AT_ONCE)
                .then(budgets.keep(counters.values().stream()
                        .filter(counter -> counter.key().meter() == Meter.SPENDING)
                        .toList()))
                .timeout(Duration.ofSeconds(3))
                .onErrorComplete()
                .doFinally(end -> stopped.run())
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed() && work.size() > 0;
    }
}
