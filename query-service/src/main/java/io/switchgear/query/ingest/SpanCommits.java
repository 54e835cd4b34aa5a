package io.switchgear.query.ingest;

import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.query.partition.Partitions;
import io.switchgear.query.span.Span;

/** Commits of spans, shared by concurrent requests. */
@Component
class SpanCommits {

    private final IngestProperties properties;
    private final Partitions partitions;
    private final GroupCommit<Span> commits;
    private final Counter stored;

    SpanCommits(SpanStore store, Partitions partitions, IngestProperties properties, MeterRegistry metrics) {
        this.properties = properties;
        this.partitions = partitions;
        this.commits = new GroupCommit<>(
                store::store,
                SpanCommits::blamesData,
                properties.maxSpansPerCommit(),
                properties.maxWaiting(),
                properties.commits());
        this.stored = metrics.counter("switchgear.ingest.spans");
    }

    /** Completes after the commit; fails with 503 if too much is waiting, or storing is not possible yet. */
    Mono<Void> add(Sender sender, List<Span> spans) {
        if (spans.isEmpty()) {
            return Mono.empty();
        }
        if (!partitions.ready()) {
            return Mono.error(Refusal.overloaded(properties.retryAfter()));
        }
        Mono<Void> committed = commits.add(sender.name(), spans);
        if (committed == null) {
            return Mono.error(Refusal.overloaded(properties.retryAfter()));
        }
        return committed.doOnSuccess(done -> stored.increment(spans.size()));
    }

    private static boolean blamesData(Throwable error) {
        return error instanceof R2dbcDataIntegrityViolationException
                || error instanceof R2dbcBadGrammarException
                || (error instanceof R2dbcNonTransientException failed
                        && failed.getSqlState() != null
                        && failed.getSqlState().startsWith("22"));
    }
}
