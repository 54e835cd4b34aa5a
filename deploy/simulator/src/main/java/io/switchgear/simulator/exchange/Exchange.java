package io.switchgear.simulator.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import io.switchgear.simulator.attempt.AttemptLog;
import io.switchgear.simulator.attempt.LiveAttempt;
import io.switchgear.simulator.fault.Fault;
import io.switchgear.simulator.provider.Pace;
import io.switchgear.simulator.provider.Provider;

/** A generation call from its request to the end of its answer, in one dialect. */
public final class Exchange {

    private static final List<String> HEADERS_OF_INTEREST = List.of(
            "traceparent",
            "tracestate",
            "content-type",
            "user-agent",
            "anthropic-version",
            "x-request-id",
            "idempotency-key");

    /** What a provider serves in its list when nobody has said otherwise; by name it serves everything. */
    private static final SortedSet<String> MODELS = Collections.unmodifiableSortedSet(
            new TreeSet<>(List.of("claude-sim", "embed-sim", "gpt-sim", "gpt-sim-mini")));

    private final Dialect dialect;
    private final AttemptLog log;
    private final InstantSource clock;

    public Exchange(Dialect dialect, AttemptLog log, InstantSource clock) {
        this.dialect = dialect;
        this.log = log;
        this.clock = clock;
    }

    /** A generation call. */
    public Mono<Void> handle(Provider provider, HttpServerRequest request, HttpServerResponse response) {
        return with(
                provider,
                request,
                response,
                (attempt, player) ->
                        RequestBody.read(request).flatMap(body -> answer(provider, request, body, attempt, player)));
    }

    /** The list of models, or the one named. Outages and the required key apply, other faults do not. */
    public Mono<Void> browse(
            Provider provider,
            Catalogue catalogue,
            @Nullable String model,
            HttpServerRequest request,
            HttpServerResponse response) {
        return with(provider, request, response, (attempt, player) -> {
            var outage = provider.outage(clock.instant());
            var struck = outage == null ? null : player.strike(outage.fault());
            if (outage != null && struck != null) {
                attempt.fault("outage:" + outage.text());
                return struck;
            }
            var settings = provider.settings();
            Credentials.check(settings.requiredKey(), request.requestHeaders());
            var models = settings.models().isEmpty() ? MODELS : new TreeSet<>(settings.models());
            if (model != null && !models.contains(model)) {
                throw Refusal.unknownModel();
            }
            var document = model == null ? catalogue.list(models) : catalogue.one(model);
            return player.document(document, 0, null, new Timing(Duration.ZERO, new Pace(0, 0, 0), null));
        });
    }

    private Mono<Void> with(
            Provider provider,
            HttpServerRequest request,
            HttpServerResponse response,
            BiFunction<LiveAttempt, Player, Mono<Void>> step) {
        String requestId =
                "req_sim" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        var attempt = log.begin(provider.name(), request.method().name(), request.uri(), headers(request));
        Connections.watch(response, attempt);
        dialect.headers(requestId).forEach(response::header);
        response.header("x-simulator-provider", provider.name());
        var player = new Player(dialect, response, attempt, requestId);
        return Mono.defer(() -> step.apply(attempt, player)).onErrorResume(Refusal.class, player::refuse);
    }

    private Mono<Void> answer(
            Provider provider, HttpServerRequest request, byte[] bytes, LiveAttempt attempt, Player player) {
        attempt.body(bytes.length);
        var outage = provider.outage(clock.instant());
        var down = outage == null ? null : player.strike(outage.fault());
        if (outage != null) {
            attempt.fault("outage:" + outage.text());
        }
        if (down != null) {
            return down;
        }
        Credentials.check(provider.settings().requiredKey(), request.requestHeaders());
        var asked = Asked.read(bytes);
        attempt.model(asked.model());
        var sizes = asked.sizes();
        var model = asked.named(sizes);
        var rule = outage != null ? outage : provider.strike(model.name(), model.rules());
        var struck = rule == null ? null : player.strike(rule.fault());
        if (rule != null && outage == null) {
            attempt.fault(rule.text());
        }
        if (struck != null) {
            return struck;
        }
        served(provider, model.name());
        var call = dialect.read(asked.body());
        attempt.call(call.stream(), call.messages(), call.prefilled());
        return play(provider, call, sizes, model.name(), rule == null ? null : rule.fault(), attempt, player);
    }

    private Mono<Void> play(
            Provider provider,
            Call call,
            Sizes sizes,
            String model,
            @Nullable Fault fault,
            LiveAttempt attempt,
            Player player) {
        if (fault instanceof Fault.RefusePrefill && !call.prefilled()) {
            attempt.fault(null);
        } else if (fault instanceof Fault.RefusePrefill) {
            throw Refusal.invalid(
                    "This model does not support assistant message prefill. The conversation must end with a user"
                            + " message.",
                    "messages");
        }
        if (fault instanceof Fault.StreamError && !call.stream()) {
            return player.refuse(new Refusal(500, dialect.message(500), "server_error", null, null));
        }
        var settings = provider.settings();
        var pace = sizes.on(settings.pace());
        var answer = Answers.compose(
                call, sizes, model, settings.outputTokens(), fault instanceof Fault.ContentFilter, clock.instant());
        attempt.usage(answer.usage().input(), answer.usage().output());
        var timing = new Timing(pace.latency(provider.random()), pace, fault);
        return call.stream()
                ? player.stream(dialect.stream(call, answer), fault, timing)
                : player.document(dialect.whole(call, answer), answer.tokens(), fault, timing);
    }

    private static void served(Provider provider, String model) {
        var models = provider.settings().models();
        if (!models.isEmpty() && !models.contains(model)) {
            throw Refusal.unknownModel();
        }
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        var headers = new LinkedHashMap<String, String>();
        for (String name : HEADERS_OF_INTEREST) {
            String value = request.requestHeaders().get(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        headers.putAll(Credentials.redacted(request.requestHeaders()));
        return headers;
    }
}
