package io.switchgear.query.trace;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Page;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.query.cache.AnswerCache;
import io.switchgear.query.cache.CacheKeys;
import io.switchgear.query.span.Ids;

/** Traces: the list, one of them, and the activity stream. */
@RestController
@RequestMapping("/api/v1")
class TraceController {

    private static final Duration LIST_TTL = Duration.ofMinutes(2);
    private static final Duration DETAIL_TTL = Duration.ofMinutes(10);
    private static final Duration ACTIVITY_TTL = Duration.ofSeconds(30);

    private final Traces traces;
    private final AnswerCache cache;
    private final InstantSource clock;

    TraceController(Traces traces, AnswerCache cache, InstantSource clock) {
        this.traces = traces;
        this.cache = cache;
        this.clock = clock;
    }

    /** Traces, newest first. Without a range: all that are kept. */
    @GetMapping("/traces")
    Mono<ResponseEntity<Page<TraceItem>>> list(
            @Requires(Permission.QUERY_VIEW) Caller caller,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(name = "min_duration_ms", required = false) @Nullable Double minDurationMs,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = new TraceQuery(
                range, from, to, status, service, model, provider, minDurationMs, q, Page.checked(limit), cursor);
        TraceFilter filter = TraceFilter.parse(query, clock.instant());
        TraceCursor position = TraceCursor.decode(cursor);
        UUID workspace = caller.workspaceId();
        return cache.respond(
                workspace,
                "traces:list:" + workspace + ":" + CacheKeys.hash(query.parts()),
                LIST_TTL,
                new TypeReference<Page<TraceItem>>() {},
                () -> traces.list(workspace, filter, limit, position));
    }

    @GetMapping("/traces/{trace_id}")
    Mono<ResponseEntity<TraceDetail>> detail(
            @Requires(Permission.QUERY_VIEW) Caller caller, @PathVariable("trace_id") String traceId) {
        UUID workspace = caller.workspaceId();
        UUID id = Ids.traceFromHex(traceId);
        if (id == null) {
            throw ProblemException.notFound("trace", traceId);
        }
        return cache.respond(
                workspace,
                "trace:detail:" + workspace + ":" + Ids.hex(id),
                DETAIL_TTL,
                new TypeReference<TraceDetail>() {},
                () -> traces.find(workspace, id)
                        .switchIfEmpty(Mono.error(() -> ProblemException.notFound("trace", traceId))));
    }

    /** What has just happened: the newest traces. */
    @GetMapping("/activity/stream")
    Mono<ResponseEntity<Page<TraceItem>>> activity(
            @Requires(Permission.QUERY_VIEW) Caller caller,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.checked(limit);
        UUID workspace = caller.workspaceId();
        TraceCursor position = TraceCursor.decode(cursor);
        String key = "activity:stream:" + workspace + ":" + limit;
        return cache.respond(
                workspace,
                position == null ? key : key + ":" + position.encode(),
                ACTIVITY_TTL,
                new TypeReference<Page<TraceItem>>() {},
                () -> traces.list(workspace, TraceFilter.NONE, limit, position));
    }
}
