package io.switchgear.common.testing;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class BlockHoundTest {

    @Test
    @SuppressWarnings("ThreadSleep") // The very thing that must be caught.
    void blockingOnAnEventLoopIsCaught() {
        var blocking = Mono.fromCallable(() -> {
                    Thread.sleep(1);
                    return "unnoticed";
                })
                .subscribeOn(Schedulers.parallel());

        StepVerifier.create(blocking)
                .expectErrorMatches(
                        e -> e instanceof BlockingOperationError || e.getCause() instanceof BlockingOperationError)
                .verify(Duration.ofSeconds(5));
    }
}
