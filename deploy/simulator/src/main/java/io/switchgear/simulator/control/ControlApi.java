package io.switchgear.simulator.control;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import io.switchgear.simulator.attempt.AttemptLog;
import io.switchgear.simulator.exchange.Refusal;
import io.switchgear.simulator.exchange.RequestBody;
import io.switchgear.simulator.json.Json;
import io.switchgear.simulator.kubernetes.SimulatedCluster;
import io.switchgear.simulator.provider.Providers;

/** {@code /_sim}: what the simulator is told, and what it saw. Every answer is JSON, errors are problem documents. */
public final class ControlApi {

    private final AttemptLog log;
    private final Providers providers;
    private final ProviderCalls providerCalls;
    private final KubernetesCalls kubernetesCalls;

    /** Without a cluster the calls under {@code /_sim/kubernetes} answer 404. */
    public ControlApi(Providers providers, AttemptLog log, InstantSource clock, @Nullable SimulatedCluster cluster) {
        this.providers = providers;
        this.log = log;
        this.providerCalls = new ProviderCalls(providers, clock);
        this.kubernetesCalls = new KubernetesCalls(cluster);
    }

    public Mono<Void> handle(String path, HttpServerRequest request, HttpServerResponse response) {
        return RequestBody.read(request)
                .map(body -> answer(new ControlRequest(request.method().name(), segments(path), query(request), body)))
                .onErrorResume(Refusal.class, refusal -> Mono.just(Reply.problem(refusal.status(), refusal.message())))
                .onErrorResume(ControlException.class, e -> Mono.just(Reply.problem(e.status(), e.message())))
                .flatMap(reply -> send(response, reply));
    }

    private Reply answer(ControlRequest request) {
        return switch (request.segment(0)) {
            case "" -> root(request);
            case "providers" -> providerCalls.answer(request);
            case "attempts" -> attempts(request);
            case "kubernetes" -> kubernetesCalls.answer(request);
            default -> throw ControlException.notFound(request);
        };
    }

    private Reply root(ControlRequest request) {
        return switch (request.method()) {
            case "GET" -> Reply.ok(Help.document());
            case "DELETE" -> {
                providers.clear();
                log.clear();
                kubernetesCalls.healAll();
                yield Reply.done();
            }
            default -> throw ControlException.notAllowed(request, "GET", "DELETE");
        };
    }

    private Reply attempts(ControlRequest request) {
        request.depth(1);
        return switch (request.method()) {
            case "GET" ->
                Reply.ok(Map.of(
                        "attempts",
                        log.find(request.parameter("provider"), request.parameter("model"), since(request))));
            case "DELETE" -> {
                log.clear();
                yield Reply.done();
            }
            default -> throw ControlException.notAllowed(request, "GET", "DELETE");
        };
    }

    /** RFC 3339, or milliseconds since the epoch. */
    private static @Nullable Instant since(ControlRequest request) {
        String since = request.parameter("since");
        if (since == null) {
            return null;
        }
        try {
            return since.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(since)) : Instant.parse(since);
        } catch (DateTimeException e) {
            throw ControlException.badRequest(
                    "'since' is a time like 2026-01-31T12:00:00Z or epoch milliseconds, got '" + since + "'");
        }
    }

    private static Mono<Void> send(HttpServerResponse response, Reply reply) {
        if (reply.body() == null) {
            return response.status(reply.status()).send();
        }
        byte[] body = Json.write(reply.body()).getBytes(StandardCharsets.UTF_8);
        return response.status(reply.status())
                .header("content-type", reply.status() >= 400 ? "application/problem+json" : "application/json")
                .header("content-length", Integer.toString(body.length))
                .sendByteArray(Mono.just(body))
                .then();
    }

    private static List<String> segments(String path) {
        return List.of(path.substring("/_sim".length()).replaceFirst("^/", "").split("/", -1));
    }

    private static Map<String, List<String>> query(HttpServerRequest request) {
        try {
            return new QueryStringDecoder(request.uri()).parameters();
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest("the query is not readable");
        }
    }
}
