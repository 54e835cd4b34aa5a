package io.switchgear.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import tools.jackson.databind.json.JsonMapper;

/** One request of a demo service: its server span, and under it the call to the gateway that continues the trace. */
final class DemoCaller {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COMPLETIONS = "/v1/chat/completions";

    private final DemoService service;
    private final Tracer tracer;
    private final HttpClient http;
    private final URI completions;
    private final String apiKey;

    DemoCaller(DemoService service, Tracer tracer, HttpClient http, String gatewayUrl, String apiKey) {
        this.service = service;
        this.tracer = tracer;
        this.http = http;
        this.completions = URI.create(gatewayUrl + COMPLETIONS);
        this.apiKey = apiKey;
    }

    void request(String prompt) throws InterruptedException {
        String[] route = service.route().split(" ", 2);
        Span server = tracer.spanBuilder(service.route())
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .setAttribute("http.request.method", route[0])
                .setAttribute("http.route", route[1])
                .setAttribute("url.scheme", "http")
                .startSpan();
        try {
            int status = ask(prompt, Context.root().with(server)) ? 200 : 502;
            server.setAttribute("http.response.status_code", status);
            if (status >= 500) {
                server.setStatus(StatusCode.ERROR);
            }
        } finally {
            server.end();
        }
    }

    private boolean ask(String prompt, Context parent) throws InterruptedException {
        Span client = tracer.spanBuilder("POST")
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent)
                .setAttribute("http.request.method", "POST")
                .setAttribute("server.address", completions.getHost())
                .setAttribute("server.port", completions.getPort())
                .setAttribute("url.full", completions.toString())
                .startSpan();
        try {
            int status = send(prompt, parent.with(client));
            client.setAttribute("http.response.status_code", status);
            if (status >= 400) {
                client.setAttribute("error.type", Integer.toString(status));
                client.setStatus(StatusCode.ERROR);
            }
            return status < 400;
        } catch (IOException e) {
            client.setAttribute("error.type", e.getClass().getName());
            client.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            return false;
        } finally {
            client.end();
        }
    }

    private int send(String prompt, Context context) throws IOException, InterruptedException {
        var body = Map.of(
                "model", service.pool(),
                "stream", service.streamed(),
                "max_tokens", service.maxTokens(),
                "messages",
                        List.of(
                                Map.of("role", "system", "content", "You are part of " + service.name() + "."),
                                Map.of("role", "user", "content", prompt)));
        var request = HttpRequest.newBuilder(completions)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        W3CTraceContextPropagator.getInstance().inject(context, request, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.header(name, value);
            }
        });
        // Reads to the end, streamed or not.
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
