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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.attempt.AttemptLog;
import io.switchgear.simulator.attempt.LiveAttempt;
import io.switchgear.simulator.fault.Fault;
import io.switchgear.simulator.fault.FaultGrammar;
import io.switchgear.simulator.fault.FaultRule;
import io.switchgear.simulator.fault.FaultSyntaxException;
import io.switchgear.simulator.json.Json;
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
            var struck = outage == null ? null : strike(outage.fault(), player);
            if (outage != null && struck != null) {
                attempt.fault("outage:" + outage.text());
                return struck;
            }
            var settings = provider.settings();
            Credentials.check(settings.requiredKey(), request.requestHeaders());
            var models = settings.models().isEmpty() ? MODELS : new TreeSet<>(settings.models());
            if (model != null && !models.contains(model)) {
                throw unknownModel();
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
        if (outage != null) {
            attempt.fault("outage:" + outage.text());
            var struck = strike(outage.fault(), player);
            if (struck != null) {
                return struck;
            }
        }
        Credentials.check(provider.settings().requiredKey(), request.requestHeaders());
        var body = parse(bytes);
        var requested = model(body);
        attempt.model(requested);
        var sizes = Sizes.read(body);
        var model = rules(() -> FaultGrammar.model(requested));
        var asked = sizes.fault() == null
                ? model.rules()
                : rules(() -> new FaultGrammar.Model(model.name(), FaultGrammar.rules(String.valueOf(sizes.fault()))))
                        .rules();
        var rule = outage != null ? outage : provider.strike(model.name(), asked);
        if (rule != null) {
            attempt.fault(rule.text());
            var struck = strike(rule.fault(), player);
            if (struck != null) {
                return struck;
            }
        }
        served(provider, model.name());
        var call = dialect.read(body);
        attempt.call(call.stream(), call.messages(), call.prefilled());
        if (rule != null && rule.fault() instanceof Fault.RefusePrefill && !call.prefilled()) {
            attempt.fault(null);
        }
        return play(provider, call, sizes, model.name(), rule, attempt, player);
    }

    /** The answer of a fault that does not need to know the call; null when the fault lies in the answer itself. */
    private @Nullable Mono<Void> strike(Fault fault, Player player) {
        return switch (fault) {
            case Fault.Reset() -> player.reset();
            case Fault.Silence() -> player.silence();
            case Fault.Status(int status, Integer retryAfter, String code) ->
                player.refuse(new Refusal(status, dialect.message(status), code, null, retryAfter));
            case Fault.Quota() ->
                player.refuse(new Refusal(
                        429,
                        "You exceeded your current quota, please check your plan and billing details.",
                        "insufficient_quota",
                        null,
                        null));
            case Fault.ContextLength() ->
                player.refuse(new Refusal(
                        400,
                        "This model's maximum context length is 8192 tokens. Please reduce the length of the messages.",
                        "context_length_exceeded",
                        "messages",
                        null));
            case Fault.UnknownModel() -> player.refuse(unknownModel());
            case Fault.SlowFirstToken ignored -> null;
            case Fault.Cut ignored -> null;
            case Fault.Stall ignored -> null;
            case Fault.Malformed ignored -> null;
            case Fault.StreamError ignored -> null;
            case Fault.NoDone ignored -> null;
            case Fault.RefusePrefill ignored -> null;
            case Fault.ContentFilter ignored -> null;
        };
    }

    private Mono<Void> play(
            Provider provider,
            Call call,
            Sizes sizes,
            String model,
            @Nullable FaultRule rule,
            LiveAttempt attempt,
            Player player) {
        var fault = rule == null ? null : rule.fault();
        if (fault instanceof Fault.RefusePrefill && call.prefilled()) {
            throw Refusal.invalid(
                    "This model does not support assistant message prefill. The conversation must end with a user"
                            + " message.",
                    "messages");
        }
        if (fault instanceof Fault.StreamError && !call.stream()) {
            return player.refuse(new Refusal(500, dialect.message(500), "server_error", null, null));
        }
        var settings = provider.settings();
        var pace = rules(() -> settings.pace().with(sizes.latencyMs(), sizes.tokensPerSecond(), null));
        var answer = Answers.compose(
                call, sizes, model, settings.outputTokens(), fault instanceof Fault.ContentFilter, clock.instant());
        attempt.usage(answer.usage().input(), answer.usage().output());
        var timing = new Timing(pace.latency(provider.random()), pace, fault);
        return call.stream()
                ? player.stream(dialect.stream(call, answer), fault, timing)
                : player.document(dialect.whole(call, answer), answer.tokens(), fault, timing);
    }

    private static ObjectNode parse(byte[] bytes) {
        try {
            JsonNode node = Json.MAPPER.readTree(bytes);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Answered below, like a body that is JSON but no object.
        }
        throw new Refusal(
                400,
                "We could not parse the JSON body of your request. The API expects a JSON object.",
                "invalid_json",
                null,
                null);
    }

    private static String model(ObjectNode body) {
        var model = body.path("model");
        if (!model.isString() || model.stringValue().isBlank()) {
            throw model.isMissingNode()
                    ? Refusal.missing("model")
                    : Refusal.invalid("'model' must be a non-empty string.", "model");
        }
        return model.stringValue();
    }

    private static void served(Provider provider, String model) {
        var models = provider.settings().models();
        if (!models.isEmpty() && !models.contains(model)) {
            throw unknownModel();
        }
    }

    private static Refusal unknownModel() {
        return new Refusal(
                404, "The model does not exist or you do not have access to it.", "model_not_found", "model", null);
    }

    /** Rules and figures that a caller may get wrong become its 400. */
    private static <T> T rules(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (FaultSyntaxException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()), "invalid_fault", "model", null);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()), "simulator");
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
