package io.switchgear.common.testing;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound must let pass: the JVM reading its own code and resources at first use, once per class, and random numbers,
 * which Linux hands out without blocking. Nothing of ours belongs here.
 */
public final class UnavoidableBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Loaded before BlockHound's transformer is there: a contended ConcurrentHashMap inside the transformer would
        // want it while it
        // is being transformed, a ClassCircularityError that ends the JVM once in some hundred starts.
        Objects.requireNonNull(ThreadLocalRandom.current());
        builder.allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
                .allowBlockingCallsInside("java.lang.Class", "forName0")
                .allowBlockingCallsInside("java.lang.invoke.MethodHandleNatives", "linkCallSite")
                .allowBlockingCallsInside("java.util.ResourceBundle", "getBundleImpl")
                .allowBlockingCallsInside("java.util.ServiceLoader$LazyClassPathLookupIterator", "hasNextService")
                .allowBlockingCallsInside("java.util.ServiceLoader$LazyClassPathLookupIterator", "parse")
                .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                .allowBlockingCallsInside("java.security.Provider$Service", "newInstance")
                .allowBlockingCallsInside("java.util.TimeZone", "getTimeZone")
                .allowBlockingCallsInside("java.time.zone.ZoneRulesProvider", "getRules")
                // Reads class files at the first call of /v3/api-docs.
                .allowBlockingCallsInside("org.springdoc.core.service.OpenAPIService", "build")
                // Reads the controllers' class files, once, for whoever asks for the API's description first.
                .allowBlockingCallsInside("org.springdoc.api.AbstractOpenApiResource", "getOpenApi")
                // Netty's allocator holds its lock for a few instructions, to grow under load.
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "free")
                // So does the JDK's scheduler, to take out what was cancelled; Reactor allows for what is put in only.
                .allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove")
                // So does Lettuce's for each command; an error in the middle of taking it would leave it taken for
                // good.
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "incrementWriters")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "lockWritersExclusive")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "unlockWritersExclusive")
                // Jackson makes what reads a type once, under a lock.
                .allowBlockingCallsInside(
                        "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer")
                .allowBlockingCallsInside("ch.qos.logback.classic.Logger", "buildLoggingEventAndAppend");
    }
}
