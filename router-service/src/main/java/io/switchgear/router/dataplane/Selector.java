package io.switchgear.router.dataplane;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.switchgear.router.balancing.Balancer;
import io.switchgear.router.balancing.Candidate;
import io.switchgear.router.balancing.Draw;
import io.switchgear.router.balancing.Memory;
import io.switchgear.router.breaker.Admission;
import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.RouteTarget;
import io.switchgear.router.dialect.Adapters;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.pool.Strategy;
import io.switchgear.router.price.PriceBook;
import io.switchgear.router.stats.MemberKey;
import io.switchgear.router.stats.Traffic;

/** Chooses among a route's targets those that may be called, by the route's strategy. */
@Component
class Selector {

    private final Circuits circuits;
    private final Traffic traffic;
    private final Parking parking;
    private final UnknownModels unknownModels;
    private final PriceBook prices;
    private final Adapters adapters;
    private final InstantSource clock;
    private final Map<Place, AtomicReference<Memory>> memories = new ConcurrentHashMap<>();

    Selector(
            Circuits circuits,
            Traffic traffic,
            Parking parking,
            UnknownModels unknownModels,
            PriceBook prices,
            Adapters adapters,
            InstantSource clock) {
        this.circuits = circuits;
        this.traffic = traffic;
        this.parking = parking;
        this.unknownModels = unknownModels;
        this.prices = prices;
        this.adapters = adapters;
        this.clock = clock;
    }

    private record Place(UUID workspaceId, String route, Strategy strategy) {}

    /**
     * Who asks for what.
     *
     * @param workspaceId the tenant
     * @param model as the caller wrote it
     * @param operation that the target must be able to serve
     * @param affinity for sticky routes
     */
    record Wish(UUID workspaceId, String model, Operation operation, String affinity) {}

    /**
     * The outcome.
     *
     * @param pick somebody to call; null if there is nobody
     * @param parkedUntil when the first one is that only has to be left alone for a while; null if there is none
     * @param earliest when any one might be, parked or with an open circuit; null if nobody knows
     */
    record Selection(
            @Nullable Pick pick,
            @Nullable Instant parkedUntil,
            @Nullable Instant earliest) {}

    /** Whether a target of the route may be called now. Changes nothing. */
    boolean available(Route route, Wish wish, RoutePlan plan) {
        Instant now = clock.instant();
        return route.targets().stream()
                .filter(target -> serves(target, wish) && !plan.excludes(target))
                .anyMatch(target -> parked(route, wish, target, now) == null
                        && circuits.get(target.circuit()).admits(now));
    }

    private boolean serves(RouteTarget target, Wish wish) {
        return adapters.serves(target.provider().type(), wish.operation());
    }

    private @Nullable Instant parked(Route route, Wish wish, RouteTarget target, Instant now) {
        return parking.parked(space(route, wish, target), now);
    }

    private static Parking.Space space(Route route, Wish wish, RouteTarget target) {
        return new Parking.Space(
                wish.workspaceId(), target.provider().name(), target.modelFor(wish.model(), route.name()));
    }

    /** Targets that do not know the model are left out, if that leaves anybody. */
    private List<RouteTarget> knowing(Route route, Wish wish, List<RouteTarget> open, Instant now) {
        if (open.size() < 2) {
            return open;
        }
        var knowing = open.stream()
                .filter(target -> !unknownModels.isUnknown(space(route, wish, target), now))
                .toList();
        return knowing.isEmpty() ? open : knowing;
    }

    /** A target's provider has refused its model. */
    void unknownModel(Pick pick) {
        unknownModels.unknown(pick.space(), clock.instant());
    }

    /** Lets its circuit count a target that is asked again; null if that does not let it through. */
    @Nullable
    Pick again(Pick pick) {
        Admission admission = circuits.ask(pick.circuit());
        return admission.permitted() ? new Pick(pick.route(), pick.target(), pick.model(), admission) : null;
    }

    /** @param plan targets that had their chance; those refused by their circuits are added */
    Selection select(Route route, Wish wish, RoutePlan plan) {
        Instant now = clock.instant();
        Instant earliest = null;
        Instant firstParked = null;
        while (true) {
            var open = new ArrayList<RouteTarget>();
            for (RouteTarget target : route.targets()) {
                if (!serves(target, wish) || plan.excludes(target)) {
                    continue;
                }
                var key = target.circuit();
                Instant parked = parked(route, wish, target, now);
                if (parked != null) {
                    firstParked = earlier(firstParked, parked);
                    earliest = earlier(earliest, parked);
                } else if (circuits.admits(key)) {
                    open.add(target);
                } else {
                    plan.exclude(target);
                    earliest = earlier(earliest, circuits.get(key).gate().nextAttemptAt());
                }
            }
            if (open.isEmpty()) {
                return new Selection(null, firstParked, earliest);
            }
            var knowing = knowing(route, wish, open, now);
            RouteTarget chosen = knowing.get(choose(route, wish, knowing));
            Admission admission = circuits.ask(chosen.circuit());
            if (admission.permitted()) {
                return new Selection(
                        new Pick(route, chosen, chosen.modelFor(wish.model(), route.name()), admission), null, null);
            }
            // Somebody else has taken the probe meanwhile.
            plan.exclude(chosen);
            earliest = earlier(earliest, admission.retryAt());
        }
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private int choose(Route route, Wish wish, List<RouteTarget> open) {
        if (open.size() == 1) {
            return 0;
        }
        var candidates = new ArrayList<Candidate>(open.size());
        for (int i = 0; i < open.size(); i++) {
            candidates.add(candidate(route, wish, open.get(i)));
        }
        var random = ThreadLocalRandom.current();
        var draw = new Draw(random.nextDouble(), random.nextDouble(), wish.affinity());
        var memory = memories.computeIfAbsent(
                new Place(wish.workspaceId(), route.name(), route.strategy()),
                none -> new AtomicReference<>(Memory.NONE));
        Balancer balancer = Balancer.of(route.strategy());
        while (true) {
            Memory before = memory.get();
            var choice = balancer.choose(candidates, before, draw);
            if (memory.compareAndSet(before, choice.memory())) {
                return candidates.indexOf(choice.candidate());
            }
        }
    }

    private Candidate candidate(Route route, Wish wish, RouteTarget target) {
        var provider = target.provider();
        var load = traffic.member(new MemberKey(wish.workspaceId(), route.name(), provider.name(), target.model()))
                .load();
        double price = route.strategy() != Strategy.COST
                ? 0
                : prices.price(wish.workspaceId(), provider.name(), target.modelFor(wish.model(), route.name()))
                        .map(known -> known.input().add(known.output()).doubleValue())
                        .orElse(Double.POSITIVE_INFINITY);
        return new Candidate(
                provider.name() + "\n" + target.model(),
                target.weight(),
                target.priority(),
                load.active(),
                load.ewmaMs(),
                price);
    }
}
