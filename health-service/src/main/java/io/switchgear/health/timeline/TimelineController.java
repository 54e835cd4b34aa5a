package io.switchgear.health.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.common.paging.TimeRange;
import io.switchgear.health.listing.PastRange;
import io.switchgear.health.status.ProviderStatus;
import io.switchgear.health.status.ProviderStatuses;

/** How a provider's status changed, as spans, newest first. Begins when the provider was first heard of. */
@RestController
class TimelineController {

    private final TimelineReader reader;
    private final ProviderStatuses providers;
    private final InstantSource clock;

    TimelineController(TimelineReader reader, ProviderStatuses providers, InstantSource clock) {
        this.reader = reader;
        this.providers = providers;
        this.clock = clock;
    }

    @GetMapping("/api/v1/health/providers/{name}/timeline")
    Mono<Page<HealthHistoryEntry>> timeline(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "500") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Instant now = clock.instant();
        TimeRange asked = PastRange.parse(range, from, to, now);
        Instant until = earlier(asked.to(), now);
        Instant end = earlier(until, continued(cursor, until));
        return providers
                .find(caller.workspaceId(), name)
                .flatMap(provider -> reader.changes(caller.workspaceId(), name, asked.from(), end)
                        .collectList()
                        .map(changes -> spans(provider, changes, asked.from(), end, now)))
                .map(spans -> Page.of(spans, limit, last -> Cursor.encode(last.timestamp())));
    }

    private static List<HealthHistoryEntry> spans(
            ProviderStatus provider, List<StatusChange> changes, Instant from, Instant end, Instant now) {
        Instant known = changes.isEmpty()
                ? provider.firstSeenAt()
                : earlier(provider.firstSeenAt(), changes.getFirst().at());
        Instant start = from.isBefore(known) ? known : from;
        return Spans.of(changes, provider.health(now), start, end).reversed();
    }

    private static Instant continued(@Nullable String cursor, Instant otherwise) {
        Cursor decoded = Cursor.decode(cursor, 1);
        try {
            return decoded == null ? otherwise : Instant.parse(decoded.parts().getFirst());
        } catch (DateTimeException e) {
            throw Cursor.unreadable();
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
