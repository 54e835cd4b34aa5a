package io.switchgear.query.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets concurrent requests share commits: what arrives while a commit runs goes into the next one. Senders take turns, so that a
 * busy one cannot hold up the others. Whoever goes away leaves the shared commit alone. A group that fails on its data is
 * tried again request by request, so that a bad one fails alone.
 *
 * @param <T> what is stored
 */
final class GroupCommit<T> {

    private final Function<List<T>, Mono<Void>> commit;
    private final Function<Throwable, Boolean> blamesData;
    private final int maxGroup;
    private final int maxWaiting;
    private final int maxCommits;

    private final Map<String, Deque<Request<T>>> bySender = new LinkedHashMap<>();
    private int waiting;
    private int running;

    /**
     * @param commit stores a group, completing after the commit
     * @param blamesData whether a failure may be one request's fault
     * @param maxGroup items per commit; a single request may have more
     * @param maxWaiting items that wait at most
     * @param maxCommits commits at a time
     */
    GroupCommit(
            Function<List<T>, Mono<Void>> commit,
            Function<Throwable, Boolean> blamesData,
            int maxGroup,
            int maxWaiting,
            int maxCommits) {
        this.commit = commit;
        this.blamesData = blamesData;
        this.maxGroup = maxGroup;
        this.maxWaiting = maxWaiting;
        this.maxCommits = maxCommits;
    }

    private record Request<T>(List<T> items, Sinks.Empty<Void> done) {}

    /** Completes after the commit; null if too much is waiting. */
    @Nullable
    Mono<Void> add(String sender, List<T> items) {
        var request = new Request<>(items, Sinks.<Void>empty());
        synchronized (this) {
            if (waiting > 0 && waiting + items.size() > maxWaiting) {
                return null;
            }
            waiting += items.size();
            bySender.computeIfAbsent(sender, name -> new ArrayDeque<>()).add(request);
        }
        next();
        return request.done().asMono();
    }

    private void next() {
        List<Request<T>> group;
        synchronized (this) {
            if (running == maxCommits || bySender.isEmpty()) {
                return;
            }
            group = takeGroup();
            running++;
        }
        store(group).doFinally(end -> finished()).subscribe();
    }

    private void finished() {
        synchronized (this) {
            running--;
        }
        next();
    }

    private List<Request<T>> takeGroup() {
        var group = new ArrayList<Request<T>>();
        int size = 0;
        while (!bySender.isEmpty()) {
            var first = bySender.entrySet().iterator().next();
            Queue<Request<T>> queue = first.getValue();
            Request<T> request = queue.element();
            if (!group.isEmpty() && size + request.items().size() > maxGroup) {
                break;
            }
            queue.remove();
            bySender.remove(first.getKey());
            if (!queue.isEmpty()) {
                bySender.put(first.getKey(), first.getValue());
            }
            group.add(request);
            size += request.items().size();
        }
        waiting -= size;
        return group;
    }

    private Mono<Void> store(List<Request<T>> group) {
        var items = new ArrayList<T>();
        group.forEach(request -> items.addAll(request.items()));
        return Mono.defer(() -> commit.apply(items))
                .doOnSuccess(done -> group.forEach(request -> request.done().tryEmitEmpty()))
                .onErrorResume(e -> {
                    if (group.size() > 1 && blamesData.apply(e)) {
                        return Flux.fromIterable(group)
                                .concatMap(request -> store(List.of(request)))
                                .then();
                    }
                    group.forEach(request -> request.done().tryEmitError(e));
                    return Mono.empty();
                });
    }
}
