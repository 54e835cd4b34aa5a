package io.switchgear.health.ledger;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.csv.Csv;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.paging.Page;
import io.switchgear.common.web.WireTimes;
import io.switchgear.health.listing.Choice;
import io.switchgear.health.listing.PageStream;
import io.switchgear.health.listing.PastRange;
import io.switchgear.health.status.ProviderStatuses;

/** The ledger, as a list and as CSV. */
@RestController
class LedgerController {

    private static final String PATH = "/api/v1/health/circuit-events";
    private static final List<String> TRIGGERS = List.of("user", "system");
    private static final List<String> HEADER = List.of(
            "id",
            "at",
            "provider",
            "type",
            "from_state",
            "to_state",
            "forced",
            "reason",
            "trigger",
            "actor",
            "duration_ms",
            "consecutive_failures",
            "failures",
            "total",
            "trace_ids",
            "version",
            "local",
            "replica");

    private final LedgerReader reader;
    private final ProviderStatuses providers;
    private final InstantSource clock;

    LedgerController(LedgerReader reader, ProviderStatuses providers, InstantSource clock) {
        this.reader = reader;
        this.providers = providers;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Mono<Page<LedgerEntry>> events(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @RequestParam(required = false) @Nullable String provider,
            @Parameter(schema = @Schema(allowableValues = {"user", "system"})) @RequestParam(required = false) @Nullable
                    String trigger,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = query(caller, provider, trigger, range, from, to);
        return known(caller, provider).then(Mono.defer(() -> reader.page(query, limit, cursor)));
    }

    @Hidden
    @GetMapping(value = PATH, produces = "text/csv")
    Mono<Void> csv(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(required = false) @Nullable String trigger,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            ServerHttpResponse response) {
        var query = query(caller, provider, trigger, range, from, to);
        var entries = PageStream.all(
                Mono.defer(() -> reader.page(query, PageStream.SIZE, null)),
                next -> reader.page(query, PageStream.SIZE, next));
        return known(caller, provider)
                .then(Csv.write(response, "circuit-events.csv", HEADER, entries.map(LedgerController::cells)));
    }

    private LedgerReader.Query query(
            Caller caller,
            @Nullable String provider,
            @Nullable String trigger,
            @Nullable String range,
            @Nullable String from,
            @Nullable String to) {
        return new LedgerReader.Query(
                caller.workspaceId(),
                PastRange.parse(range, from, to, clock.instant()),
                provider,
                Choice.check("trigger", trigger, TRIGGERS));
    }

    /** 404 for a provider that this workspace has never had. */
    private Mono<Void> known(Caller caller, @Nullable String provider) {
        return provider == null
                ? Mono.empty()
                : providers.find(caller.workspaceId(), provider).then();
    }

    private static List<@Nullable Object> cells(LedgerEntry entry) {
        return Arrays.<@Nullable Object>asList(
                entry.id(),
                WireTimes.format(entry.at()),
                entry.provider(),
                lower(entry.type()),
                entry.fromState().wire(),
                entry.toState().wire(),
                entry.forced() == null ? null : entry.forced().wire(),
                entry.reason(),
                lower(entry.trigger()),
                entry.actor(),
                entry.durationMs(),
                entry.counts().consecutiveFailures(),
                entry.counts().failures(),
                entry.counts().total(),
                String.join(" ", entry.traceIds()),
                entry.version(),
                entry.local(),
                entry.replica());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
