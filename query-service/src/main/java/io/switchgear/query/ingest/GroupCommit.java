package io.switchgear.query.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets concurrent requests share commits: what arrives while a commit runs goes into the next one. Tenants take turns, so that a
 * busy one cannot hold up the others, and none is part of two commits at a time. Whoever goes away leaves the shared commit alone.
 * A group that fails on its data is halved until what is bad fails alone.
 *
 * @param <K> tenant
 * @param <T> what is stored
 */
final class GroupCommit<K, T> {

    /**
     * How much is taken at once.
     *
     * @param maxGroup items per commit; a single request may have more
     * @param maxWaiting items that wait at most; a single tenant may have half of them
     * @param maxCommits commits at a time
     * @param timeout a commit that takes longer has failed; what it stored all the same is recognised when it is sent again
     */
    record Bounds(int maxGroup, int maxWaiting, int maxCommits, Duration timeout) {}

    /** Too much is waiting: of all tenants, or of this one. */
    static final class Full extends RuntimeException {

        private final boolean ofOne;

        private Full(boolean ofOne) {
            super("Too much is waiting.", null, false, false);
            this.ofOne = ofOne;
        }

        boolean ofOne() {
            return ofOne;
        }
    }

    private final Function<List<T>, Mono<Void>> commit;
    private final Predicate<Throwable> blamesData;
    private final Bounds bounds;

    private final Map<K, Deque<Request<K, T>>> byTenant = new LinkedHashMap<>();
    private final Map<K, Integer> waitingByTenant = new LinkedHashMap<>();
    private final Set<K> committing = new HashSet<>();
    private int waiting;
    private int running;

    /**
     * @param commit stores a group, completing after the commit
     * @param blamesData whether a failure may be one item's fault
     */
    GroupCommit(Function<List<T>, Mono<Void>> commit, Predicate<Throwable> blamesData, Bounds bounds) {
        this.commit = commit;
        this.blamesData = blamesData;
        this.bounds = bounds;
    }

    private static final class Request<K, T> {

        private final K tenant;
        private final List<T> items;
        private final Sinks.One<Integer> done = Sinks.one();
        private int open;
        private int refused;

        Request(K tenant, List<T> items) {
            this.tenant = tenant;
            this.items = items;
            this.open = items.size();
        }

        synchronized void stored(boolean good) {
            refused += good ? 0 : 1;
            if (--open == 0) {
                done.tryEmitValue(refused);
            }
        }
    }

    private record Item<K, T>(Request<K, T> request, T value) {}

    /** How many items were refused for what they are, after the commit; fails with {@link Full} at once if too much is waiting. */
    Mono<Integer> add(K tenant, List<T> items) {
        var request = new Request<>(tenant, items);
        synchronized (this) {
            int mine = waitingByTenant.getOrDefault(tenant, 0);
            if (waiting > 0 && waiting + items.size() > bounds.maxWaiting()) {
                return Mono.error(new Full(false));
            }
            if (mine > 0 && mine + items.size() > bounds.maxWaiting() / 2) {
                return Mono.error(new Full(true));
            }
            waiting += items.size();
            waitingByTenant.put(tenant, mine + items.size());
            byTenant.computeIfAbsent(tenant, name -> new ArrayDeque<>()).add(request);
        }
        next();
        return request.done.asMono();
    }

    /** Items that no commit has taken yet. */
    synchronized int waiting() {
        return waiting;
    }

    private void next() {
        List<Request<K, T>> group;
        synchronized (this) {
            if (running == bounds.maxCommits()) {
                return;
            }
            group = takeGroup();
            if (group.isEmpty()) {
                return;
            }
            running++;
            group.forEach(request -> committing.add(request.tenant));
        }
        var items = new ArrayList<Item<K, T>>();
        group.forEach(request -> request.items.forEach(value -> items.add(new Item<>(request, value))));
        store(items).doFinally(end -> finished(group)).subscribe();
    }

    private void finished(List<Request<K, T>> group) {
        synchronized (this) {
            running--;
            group.forEach(request -> committing.remove(request.tenant));
        }
        next();
    }

    /** One request of each tenant in turn, until the group is full. */
    private List<Request<K, T>> takeGroup() {
        var group = new ArrayList<Request<K, T>>();
        int size = 0;
        boolean full = false;
        boolean more = true;
        while (more && !full) {
            more = false;
            var served = new LinkedHashMap<K, Deque<Request<K, T>>>();
            for (Iterator<Map.Entry<K, Deque<Request<K, T>>>> turns =
                            byTenant.entrySet().iterator();
                    turns.hasNext(); ) {
                var turn = turns.next();
                int first = turn.getValue().element().items.size();
                if (committing.contains(turn.getKey())) {
                    continue;
                }
                if (!group.isEmpty() && size + first > bounds.maxGroup()) {
                    full = true;
                    break;
                }
                var request = turn.getValue().remove();
                group.add(request);
                size += first;
                taken(request);
                turns.remove();
                if (!turn.getValue().isEmpty()) {
                    served.put(turn.getKey(), turn.getValue());
                    more = true;
                }
            }
            // Behind all who still wait.
            byTenant.putAll(served);
        }
        return group;
    }

    private void taken(Request<K, T> request) {
        int size = request.items.size();
        waiting -= size;
        waitingByTenant.computeIfPresent(
                request.tenant, (tenant, mine) -> mine <= size ? null : (Integer) (mine - size));
    }

    private Mono<Void> store(List<Item<K, T>> items) {
        return Mono.defer(() -> commit.apply(items.stream().map(Item::value).toList()))
                .timeout(bounds.timeout())
                .doOnSuccess(done -> items.forEach(item -> item.request().stored(true)))
                .onErrorResume(e -> failed(items, e));
    }

    private Mono<Void> failed(List<Item<K, T>> items, Throwable error) {
        if (!blamesData.test(error)) {
            items.forEach(item -> item.request().done.tryEmitError(error));
            return Mono.empty();
        }
        if (items.size() == 1) {
            items.getFirst().request().stored(false);
            return Mono.empty();
        }
        int half = items.size() / 2;
        return store(items.subList(0, half)).then(Mono.defer(() -> store(items.subList(half, items.size()))));
    }
}
