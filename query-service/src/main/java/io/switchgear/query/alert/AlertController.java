package io.switchgear.query.alert;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Page;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.query.cache.AnswerCache;

/** Recent alerts, derived from the error patterns of the last hour. */
@RestController
class AlertController {

    private static final Duration TTL = Duration.ofMinutes(1);

    private final ErrorPatterns patterns;
    private final AnswerCache cache;
    private final InstantSource clock;

    AlertController(ErrorPatterns patterns, AnswerCache cache, InstantSource clock) {
        this.patterns = patterns;
        this.cache = cache;
        this.clock = clock;
    }

    /** The latest first. */
    @GetMapping("/api/v1/alerts/recent")
    Mono<ResponseEntity<Page<Alert>>> recent(
            @Requires(Permission.QUERY_VIEW) Caller caller,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String severity) {
        Page.checked(limit);
        Severity wanted = Severity.parse(severity);
        UUID workspace = caller.workspaceId();
        TimeRange hour = TimeRange.parse("1h", null, null, clock.instant());
        return cache.respond(
                workspace,
                "alerts:recent:" + workspace + ":" + limit + ":" + (wanted == null ? "" : wanted.wire()),
                TTL,
                new TypeReference<Page<Alert>>() {},
                () -> patterns.find(workspace, hour).map(found -> alerts(found, wanted, limit)));
    }

    private static Page<Alert> alerts(List<ErrorPattern> found, @Nullable Severity wanted, int limit) {
        return new Page<>(
                found.stream()
                        .map(Alert::of)
                        .filter(alert -> wanted == null || alert.severity() == wanted)
                        .sorted(Comparator.comparing(Alert::lastSeen)
                                .thenComparing(Alert::id)
                                .reversed())
                        .limit(limit)
                        .toList(),
                null);
    }
}
