package io.switchgear.router.dataplane;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.CallerKind;
import io.switchgear.common.identity.Callers;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.web.RequestIdFilter;
import io.switchgear.router.catalog.Catalogs;
import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.price.PriceBook;
import io.switchgear.router.quota.Decision;
import io.switchgear.router.quota.Reservation;
import io.switchgear.router.stats.Traffic;
import io.switchgear.router.telemetry.CallTelemetry;
import io.switchgear.router.telemetry.TraceContext;
import io.switchgear.router.usage.Tally;

/**
 * The LLM API. Bodies are read by its own rules, whatever their content type. It is its own mapping of paths: what Spring does to find a
 * controller's method and to bind its parameters costs as much as all that is done here for a call.
 */
@Component
class DataPlane implements HandlerMapping, Ordered {

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
    private final Map<String, WebHandler> handlers = Map.of(
            "/v1/chat/completions", handler(Operation.CHAT),
            "/api/v1/chat/completions", handler(Operation.CHAT),
            "/v1/embeddings", handler(Operation.EMBEDDINGS),
            "/v1/responses", handler(Operation.RESPONSES),
            "/v1/messages", handler(Operation.MESSAGES));

    DataPlane(
            Catalogs catalogs,
            JsonMapper json,
            Traffic traffic,
            CallTelemetry telemetry,
            PriceBook prices,
            Metering metering,
            InstantSource clock,
            Parts parts) {
        this.catalogs = catalogs;
        this.json = json;
        this.traffic = traffic;
        this.telemetry = telemetry;
        this.prices = prices;
        this.metering = metering;
        this.clock = clock;
        this.parts = parts;
    }

    /** Before the controllers. */
    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        WebHandler handler = handlers.get(
                exchange.getRequest().getPath().pathWithinApplication().value());
        return handler == null ? Mono.empty() : Mono.just(handler);
    }

    private WebHandler handler(Operation operation) {
        return exchange -> {
            if (!HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
                return Mono.error(
                        new MethodNotAllowedException(exchange.getRequest().getMethod(), Set.of(HttpMethod.POST)));
            }
            return serve(operation, Callers.permitted(exchange, Permission.LLM_CALL), exchange);
        };
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
        Flux<DataBuffer> answer = work.answer()
                .<DataBuffer>map(bytes -> response.bufferFactory().wrap(metered.delivered(bytes)))
                .doFinally(end -> metered.over());
        return body.stream()
                ? response.writeAndFlushWith(answer.map(Mono::just))
                : response.writeWith(answer.singleOrEmpty());
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
