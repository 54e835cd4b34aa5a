package io.switchgear.router.dataplane;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.CallerKind;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.web.RequestIdFilter;
import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.catalog.Catalogs;
import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.dialect.Adapters;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.price.PriceBook;
import io.switchgear.router.quota.Decision;
import io.switchgear.router.quota.Reservation;
import io.switchgear.router.rescue.Prefill;
import io.switchgear.router.stats.FirstContents;
import io.switchgear.router.stats.Traffic;
import io.switchgear.router.telemetry.CallTelemetry;
import io.switchgear.router.telemetry.TraceContext;
import io.switchgear.router.upstream.UpstreamProperties;
import io.switchgear.router.usage.Tally;

/** The LLM API. Bodies are read by its own rules, whatever their content type. */
@RestController
@Hidden
class DataPlaneController {

    /** Headers of callers that change what a provider does. */
    private static final List<String> PASSED = List.of("anthropic-version", "anthropic-beta", "openai-beta", "accept");

    private final Catalogs catalogs;
    private final JsonMapper json;
    private final Traffic traffic;
    private final CallTelemetry telemetry;
    private final PriceBook prices;
    private final Metering metering;
    private final InstantSource clock;
    private final Parts parts;

    DataPlaneController(
            Catalogs catalogs,
            JsonMapper json,
            Traffic traffic,
            CallTelemetry telemetry,
            PriceBook prices,
            Metering metering,
            InstantSource clock,
            Selector selector,
            Circuits circuits,
            Adapters adapters,
            Parking parking,
            RetryBudgets budgets,
            FirstContents firstContents,
            Prefill prefill,
            ConductMeters meters,
            UpstreamProperties properties) {
        this.catalogs = catalogs;
        this.json = json;
        this.traffic = traffic;
        this.telemetry = telemetry;
        this.prices = prices;
        this.metering = metering;
        this.clock = clock;
        this.parts = new Parts(
                selector,
                circuits,
                adapters,
                parking,
                budgets,
                firstContents,
                prefill,
                meters,
                new DialectErrors(json),
                properties.timeouts(),
                json,
                clock);
    }

    @PostMapping({"/v1/chat/completions", "/api/v1/chat/completions"})
    Mono<Void> chat(@Requires(Permission.LLM_CALL) Caller caller, ServerWebExchange exchange) {
        return serve(Operation.CHAT, caller, exchange);
    }

    @PostMapping("/v1/embeddings")
    Mono<Void> embeddings(@Requires(Permission.LLM_CALL) Caller caller, ServerWebExchange exchange) {
        return serve(Operation.EMBEDDINGS, caller, exchange);
    }

    @PostMapping("/v1/responses")
    Mono<Void> responses(@Requires(Permission.LLM_CALL) Caller caller, ServerWebExchange exchange) {
        return serve(Operation.RESPONSES, caller, exchange);
    }

    @PostMapping("/v1/messages")
    Mono<Void> messages(@Requires(Permission.LLM_CALL) Caller caller, ServerWebExchange exchange) {
        return serve(Operation.MESSAGES, caller, exchange);
    }

    @GetMapping("/v1/models")
    ModelList models(@Requires(Permission.LLM_CALL) Caller caller) {
        return ModelList.of(catalogs.current().workspace(caller.workspaceId()));
    }

    private Mono<Void> serve(Operation operation, Caller caller, ServerWebExchange exchange) {
        Workspace workspace = catalogs.current().workspace(caller.workspaceId());
        return DataBufferUtils.join(exchange.getRequest().getBody())
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0])
                .flatMap(bytes -> serve(
                        operation,
                        caller,
                        workspace,
                        CallBody.read(operation, bytes, passed(exchange.getRequest()), json),
                        exchange));
    }

    private Mono<Void> serve(
            Operation operation, Caller caller, Workspace workspace, CallBody body, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String session = request.getHeaders().getFirst("x-session-id");
        String affinity = session == null ? body.affinity() : session;
        Route route = route(operation, workspace, body.model()).armFor(affinity);
        TraceContext span = TraceContext.continuing(request.getHeaders().getFirst("traceparent"));
        var response = exchange.getResponse();
        response.getHeaders().set("x-trace-id", span.traceId());
        var call = new Ledger.Call(
                workspace.id(),
                caller.kind() == CallerKind.API_KEY ? caller.subject() : null,
                RequestIdFilter.id(exchange),
                span,
                operation,
                body.model(),
                body.stream(),
                route.pool() ? route.name() : null,
                route.arm());
        return metering.admit(caller, route, body).flatMap(decision -> {
            LimitHeaders.write(response.getHeaders(), operation.dialect(), decision.standing(), clock.instant());
            return switch (decision) {
                case Decision.Admitted admitted ->
                    serve(workspace, route, body, call, affinity, admitted.reservation(), response);
                case Decision.Refused refused -> Mono.error(refuse(call, refused));
            };
        });
    }

    private Mono<Void> serve(
            Workspace workspace,
            Route route,
            CallBody body,
            Ledger.Call call,
            String affinity,
            Reservation reservation,
            ServerHttpResponse response) {
        var metered = new Metered(
                reservation, output -> metering.used(workspace.id(), route, body, output), telemetry::record);
        var ledger = new Ledger(call, traffic, metered, prices, clock);
        var work = new Exchange(parts, workspace, route, body, call, affinity, ledger, new ResponseHead(response));
        var answer = work.answer()
                .map(bytes -> response.bufferFactory().wrap(metered.delivered(bytes)))
                .doFinally(end -> metered.over());
        return body.stream() ? response.writeAndFlushWith(answer.map(Mono::just)) : response.writeWith(answer);
    }

    private ProblemException refuse(Ledger.Call call, Decision.Refused refused) {
        new Ledger(call.outsideItsArm(), traffic, telemetry::record, prices, clock)
                .tell(429, refused.code(), refused.message(), null, Tally.NONE);
        return ProblemException.tooManyRequests(refused.code(), refused.message(), refused.retryAfter());
    }

    private Route route(Operation operation, Workspace workspace, String model) {
        Route route = workspace
                .route(model)
                .orElseThrow(() -> new BadCall(
                        404,
                        "model_not_found",
                        "The model '" + model + "' does not exist, or you have no access to it.",
                        "model"));
        boolean known = route.targets().isEmpty()
                || !route.fallback().isEmpty()
                || route.targets().stream()
                        .anyMatch(target ->
                                parts.adapters().serves(target.provider().type(), operation));
        if (!known) {
            throw new BadCall(
                    400, "dialect_unsupported", "No provider of '" + model + "' can serve this endpoint.", "model");
        }
        return route;
    }

    private static Map<String, String> passed(ServerHttpRequest request) {
        var passed = new HashMap<String, String>();
        for (String name : PASSED) {
            String value = request.getHeaders().getFirst(name);
            if (value != null) {
                passed.put(name, value);
            }
        }
        return passed;
    }
}
