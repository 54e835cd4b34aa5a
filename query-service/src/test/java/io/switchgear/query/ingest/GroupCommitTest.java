package io.switchgear.query.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class GroupCommitTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<List<String>> stored = new ArrayList<>();
    private final List<Sinks.Empty<Void>> running = new ArrayList<>();

    private Mono<Void> store(List<String> items) {
        return Mono.defer(() -> {
            stored.add(List.copyOf(items));
            if (items.contains("bad")) {
                return Mono.error(new IllegalArgumentException("bad"));
            }
            Sinks.Empty<Void> commit = Sinks.empty();
            running.add(commit);
            return commit.asMono();
        });
    }

    private GroupCommit<String, String> commits(int maxGroup, int maxWaiting) {
        return commits(maxGroup, maxWaiting, 1);
    }

    private GroupCommit<String, String> commits(int maxGroup, int maxWaiting, int atATime) {
        return new GroupCommit<>(
                this::store,
                e -> e instanceof IllegalArgumentException,
                new GroupCommit.Bounds(maxGroup, maxWaiting, atATime, Duration.ofMinutes(1)));
    }

    @Test
    void whatArrivesDuringACommitSharesTheNext() {
        var commits = commits(10, 100);
        var first = commits.add("a", List.of("1"));
        var second = commits.add("a", List.of("2", "3"));
        var third = commits.add("b", List.of("4"));
        assertThat(stored).containsExactly(List.of("1"));
        running.get(0).tryEmitEmpty();
        StepVerifier.create(first).expectNext(0).expectComplete().verify(LIMIT);
        assertThat(stored).containsExactly(List.of("1"), List.of("2", "3", "4"));
        running.get(1).tryEmitEmpty();
        StepVerifier.create(Mono.when(second, third)).expectComplete().verify(LIMIT);
    }

    @Test
    void sendersTakeTurns() {
        var commits = commits(2, 100);
        commits.add("z", List.of("0"));
        for (int i = 0; i < 4; i++) {
            commits.add("busy", List.of("busy" + i));
        }
        commits.add("quiet", List.of("quiet"));
        running.get(0).tryEmitEmpty();
        assertThat(stored.get(1)).containsExactly("busy0", "quiet");
    }

    @Test
    void aTenantIsInOneCommitAtATimeAndHoldsUpNobodyElse() {
        var commits = commits(2, 100, 2);
        commits.add("busy", List.of("busy0"));
        commits.add("busy", List.of("busy1"));
        commits.add("quiet", List.of("quiet"));
        assertThat(stored).containsExactly(List.of("busy0"), List.of("quiet"));
        running.get(1).tryEmitEmpty();
        assertThat(stored).hasSize(2);
        running.get(0).tryEmitEmpty();
        assertThat(stored.get(2)).containsExactly("busy1");
    }

    @Test
    void aBadItemFailsAlone() {
        var commits = commits(10, 100);
        commits.add("z", List.of("0"));
        var good = commits.add("a", List.of("good"));
        var mixed = commits.add("b", List.of("fine", "bad", "well"));
        running.get(0).tryEmitEmpty();
        for (int i = 1; i < running.size(); i++) {
            running.get(i).tryEmitEmpty();
        }
        StepVerifier.create(good).expectNext(0).expectComplete().verify(LIMIT);
        StepVerifier.create(mixed).expectNext(1).expectComplete().verify(LIMIT);
        assertThat(stored).contains(List.of("good", "fine"), List.of("bad"), List.of("well"));
    }

    @Test
    void whatIsNotTheDatasFaultFailsAll() {
        var commits = new GroupCommit<String, String>(
                items -> Mono.error(new IllegalStateException("away")),
                e -> e instanceof IllegalArgumentException,
                new GroupCommit.Bounds(10, 100, 1, Duration.ofMinutes(1)));
        StepVerifier.create(commits.add("a", List.of("1", "2")))
                .expectError(IllegalStateException.class)
                .verify(LIMIT);
    }

    @Test
    void aCommitThatHangsEnds() {
        StepVerifier.withVirtualTime(() -> commits(10, 100).add("a", List.of("1")))
                .thenAwait(Duration.ofMinutes(2))
                .expectError(TimeoutException.class)
                .verify(LIMIT);
    }

    @Test
    void whoGoesAwayLeavesTheCommitAlone() {
        var commits = commits(10, 100);
        StepVerifier.create(commits.add("a", List.of("1"))).thenCancel().verify(LIMIT);
        var other = commits.add("b", List.of("2"));
        running.get(0).tryEmitEmpty();
        running.get(1).tryEmitEmpty();
        StepVerifier.create(other).expectNext(0).expectComplete().verify(LIMIT);
    }

    @Test
    void tooMuchIsRefused() {
        var commits = commits(10, 6);
        commits.add("z", List.of("0"));
        commits.add("a", List.of("1", "2"));
        refused(commits.add("a", List.of("3", "4")), true);
        commits.add("b", List.of("5", "6", "7"));
        refused(commits.add("c", List.of("8", "9")), false);
        running.get(0).tryEmitEmpty();
        assertThat(stored.get(1)).containsExactly("1", "2", "5", "6", "7");
        commits.add("a", List.of("3", "4"));
        running.get(1).tryEmitEmpty();
        assertThat(stored.get(2)).containsExactly("3", "4");
    }

    private static void refused(Mono<Integer> request, boolean ofOne) {
        StepVerifier.create(request)
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                GroupCommit.Full.class,
                                full -> assertThat(full.ofOne()).isEqualTo(ofOne)))
                .verify(LIMIT);
    }
}
