package io.switchgear.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import io.switchgear.simulator.anthropic.AnthropicCatalogue;
import io.switchgear.simulator.anthropic.Messages;
import io.switchgear.simulator.attempt.AttemptLog;
import io.switchgear.simulator.control.ControlApi;
import io.switchgear.simulator.control.Help;
import io.switchgear.simulator.exchange.Dialect;
import io.switchgear.simulator.exchange.Exchange;
import io.switchgear.simulator.exchange.Refusal;
import io.switchgear.simulator.json.Json;
import io.switchgear.simulator.openai.ChatCompletions;
import io.switchgear.simulator.openai.Embeddings;
import io.switchgear.simulator.openai.OpenAiCatalogue;
import io.switchgear.simulator.openai.OpenAiErrors;
import io.switchgear.simulator.openai.Responses;
import io.switchgear.simulator.provider.Providers;

/** Which request goes where. */
final class Routes {

    private static final String MODELS = "/v1/models";
    private static final Pattern NAMED = Pattern.compile("/p/([^/]+)(/.*)");

    private final Providers providers;
    private final ControlApi control;
    private final Exchange openAi;
    private final Exchange anthropic;
    private final Map<String, Exchange> exchanges = new LinkedHashMap<>();

    Routes(Providers providers, AttemptLog log, InstantSource clock, ControlApi control) {
        this.providers = providers;
        this.control = control;
        for (Dialect dialect : List.of(new ChatCompletions(), new Responses(), new Embeddings(), new Messages())) {
            exchanges.put(dialect.path(), new Exchange(dialect, log, clock));
        }
        openAi = new Exchange(new ChatCompletions(), log, clock);
        anthropic = new Exchange(new Messages(), log, clock);
    }

    Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        String path = path(request);
        if (path.equals("/")) {
            return text(response, Help.text());
        }
        if (path.equals("/_sim") || path.startsWith("/_sim/")) {
            return control.handle(path, request, response);
        }
        var named = NAMED.matcher(path);
        String provider = named.matches() ? named.group(1) : Providers.DEFAULT;
        String rest = named.matches() ? named.group(2) : path;
        try {
            return route(provider, rest, request, response);
        } catch (Refusal refusal) {
            return refuse(response, refusal);
        } catch (IllegalArgumentException e) {
            return refuse(response, Refusal.invalid(String.valueOf(e.getMessage()), null));
        }
    }

    private Mono<Void> route(String provider, String path, HttpServerRequest request, HttpServerResponse response) {
        if (request.method().name().equals("GET") && (path.equals(MODELS) || path.startsWith(MODELS + "/"))) {
            return models(provider, path, request, response);
        }
        var exchange = exchanges.get(path);
        if (exchange == null) {
            throw new Refusal(404, "Invalid URL (" + request.method() + " " + path + ")", "unknown_url", null, null);
        }
        if (!request.method().name().equals("POST")) {
            throw new Refusal(
                    405,
                    "Not allowed to " + request.method() + " on " + path + ".",
                    "method_not_supported",
                    null,
                    null);
        }
        return exchange.handle(providers.get(provider), request, response);
    }

    private Mono<Void> models(String provider, String path, HttpServerRequest request, HttpServerResponse response) {
        String model = path.equals(MODELS)
                ? null
                : URLDecoder.decode(path.substring(MODELS.length() + 1), StandardCharsets.UTF_8);
        return request.requestHeaders().contains("anthropic-version")
                ? anthropic.browse(providers.get(provider), new AnthropicCatalogue(), model, request, response)
                : openAi.browse(providers.get(provider), new OpenAiCatalogue(), model, request, response);
    }

    private static Mono<Void> refuse(HttpServerResponse response, Refusal refusal) {
        return response.status(refusal.status())
                .header("content-type", "application/json")
                .sendString(Mono.just(Json.write(OpenAiErrors.document(refusal))))
                .then();
    }

    private static Mono<Void> text(HttpServerResponse response, String text) {
        return response.header("content-type", "text/plain; charset=utf-8")
                .sendString(Mono.just(text))
                .then();
    }

    private static String path(HttpServerRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
