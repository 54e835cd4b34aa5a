package io.switchgear.simulator.kubernetes;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * fabric8's API server and its client run on Vert.x, whose event loops Netty reports to BlockHound as its own. Short waits for their
 * own locks are theirs to judge; thrown into them, a BlockHound error ends a watch without a word.
 */
public final class VertxMayBlock implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.vertx.core.impl.ContextInternal", "dispatch")
                .allowBlockingCallsInside("io.vertx.core.impl.future.FutureBase", "emitSuccess")
                .allowBlockingCallsInside("io.vertx.core.impl.future.FutureBase", "emitFailure")
                .allowBlockingCallsInside("io.vertx.core.impl.WorkerPool", "close");
    }
}
