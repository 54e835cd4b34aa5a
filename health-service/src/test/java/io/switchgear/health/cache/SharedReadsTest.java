package io.switchgear.health.cache;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedReadsTest {

    private final List<Sinks.One<Integer>> begun = new ArrayList<>();
    private final SharedReads<String, Integer> reads = new SharedReads<>(key -> {
        Sinks.One<Integer> read = Sinks.one();
        begun.add(read);
        return read.asMono();
    });

    @Test
    void nobodyGetsWhatWasReadBeforeTheyAskedAndThoseWhoAskMeanwhileShare() {
        var first = reads.get("a").toFuture();
        var second = reads.get("a").toFuture();
        var third = reads.get("a").toFuture();
        assertThat(begun).hasSize(1);

        begun.get(0).tryEmitValue(1).orThrow();
        assertThat(first.join()).isEqualTo(1);
        assertThat(second).isNotDone();
        assertThat(begun).hasSize(2);

        begun.get(1).tryEmitValue(2).orThrow();
        assertThat(second.join()).isEqualTo(2);
        assertThat(third.join()).isEqualTo(2);
        assertThat(begun).hasSize(2);
    }

    @Test
    void nothingIsKept() {
        for (int i = 1; i <= 3; i++) {
            var asked = reads.get("a").toFuture();
            begun.get(i - 1).tryEmitValue(i).orThrow();
            assertThat(asked.join()).isEqualTo(i);
        }
    }

    @Test
    void othersAreNotKeptWaiting() {
        reads.get("a").subscribe();
        var other = reads.get("b").toFuture();
        begun.get(1).tryEmitValue(7).orThrow();
        assertThat(other.join()).isEqualTo(7);
    }

    @Test
    void aFailureIsThatOfThoseWhoShareItAndTheNextReadBegins() {
        var first = reads.get("a").toFuture();
        var second = reads.get("a").toFuture();
        begun.get(0).tryEmitError(new IllegalStateException("away")).orThrow();
        assertThatThrownBy(first::join).hasRootCauseMessage("away");

        begun.get(1).tryEmitValue(2).orThrow();
        assertThat(second.join()).isEqualTo(2);
    }

    @Test
    void whoeverGoesAwayTakesNothingAlong() {
        var gone = reads.get("a").subscribe();
        var second = reads.get("a").toFuture();
        gone.dispose();
        begun.get(0).tryEmitValue(1).orThrow();
        begun.get(1).tryEmitValue(2).orThrow();
        assertThat(second.join()).isEqualTo(2);
        assertThat(reads.get("a").toFuture()).isNotDone();
    }
}
