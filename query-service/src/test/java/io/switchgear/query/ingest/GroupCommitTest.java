package io.switchgear.query.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

    private GroupCommit<String> commits(int maxGroup, int maxWaiting) {
        return new GroupCommit<>(this::store, e -> e instanceof IllegalArgumentException, maxGroup, maxWaiting, 1);
    }

    @Test
    void whatArrivesDuringACommitSharesTheNext() {
        var commits = commits(10, 100);
        var first = commits.add("a", List.of("1"));
        var second = commits.add("a", List.of("2", "3"));
        var third = commits.add("b", List.of("4"));
        assertThat(stored).containsExactly(List.of("1"));
        running.get(0).tryEmitEmpty();
        StepVerifier.create(first).expectComplete().verify(LIMIT);
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
    void aBadRequestFailsAlone() {
        var commits = commits(10, 100);
        commits.add("z", List.of("0"));
        var good = commits.add("a", List.of("good"));
        var bad = commits.add("b", List.of("bad"));
        running.get(0).tryEmitEmpty();
        assertThat(stored).hasSize(3);
        running.get(1).tryEmitEmpty();
        StepVerifier.create(good).expectComplete().verify(LIMIT);
        StepVerifier.create(bad).expectError(IllegalArgumentException.class).verify(LIMIT);
    }

    @Test
    void whoGoesAwayLeavesTheCommitAlone() {
        var commits = commits(10, 100);
        StepVerifier.create(commits.add("a", List.of("1"))).thenCancel().verify(LIMIT);
        var other = commits.add("b", List.of("2"));
        running.get(0).tryEmitEmpty();
        running.get(1).tryEmitEmpty();
        StepVerifier.create(other).expectComplete().verify(LIMIT);
    }

    @Test
    void tooMuchIsRefused() {
        var commits = commits(10, 3);
        assertThat(commits.add("a", List.of("1"))).isNotNull();
        assertThat(commits.add("a", List.of("2", "3"))).isNotNull();
        assertThat(commits.add("a", List.of("4", "5"))).isNull();
        running.get(0).tryEmitEmpty();
        assertThat(commits.add("a", List.of("4", "5"))).isNotNull();
    }
}
