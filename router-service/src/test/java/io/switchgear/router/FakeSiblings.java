package io.switchgear.router;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** query-service, health-service and gateway in one, as far as the router calls them: they keep what they get. */
final class FakeSiblings implements AutoCloseable {

    private final List<ResourceSpans> spans = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> samples = new CopyOnWriteArrayList<>();
    private final List<String> audit = new CopyOnWriteArrayList<>();
    private final List<String> recomputations = new CopyOnWriteArrayList<>();
    private final DisposableServer server;
    private volatile boolean away;

    FakeSiblings() {
        server = HttpServer.create()
                // Its own threads: a Spring context that closes takes the shared ones with it.
                .runOn(LoopResources.create("fake", 1, true))
                .host("127.0.0.1")
                .port(0)
                .handle(this::handle)
                .bindNow(Duration.ofSeconds(10));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asByteArray().flatMap(body -> {
            boolean signed = request.requestHeaders().get("X-Switchgear-Token") != null;
            if (away || !signed) {
                return response.status(503).send().then();
            }
            keep(request.uri(), body);
            boolean otlp = request.uri().equals("/v1/traces");
            return otlp
                    ? response.header("content-type", "application/x-protobuf")
                            .send()
                            .then()
                    : response.header("content-type", "application/json")
                            .sendString(Mono.just("{\"accepted\":1,\"duplicates\":0}"))
                            .then();
        });
    }

    private void keep(String uri, byte[] body) {
        switch (uri) {
            case "/v1/traces" -> {
                try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    spans.addAll(ExportTraceServiceRequest.parseFrom(unzipped).getResourceSpansList());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case "/internal/v1/circuit-events" -> events.add(new String(body, java.nio.charset.StandardCharsets.UTF_8));
            case "/internal/v1/samples" -> samples.add(new String(body, java.nio.charset.StandardCharsets.UTF_8));
            case "/internal/v1/audit" -> audit.add(new String(body, java.nio.charset.StandardCharsets.UTF_8));
            case "/internal/v1/prices/recompute" ->
                recomputations.add(new String(body, java.nio.charset.StandardCharsets.UTF_8));
            default -> throw new IllegalStateException(uri);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    void away(boolean gone) {
        this.away = gone;
    }

    List<Span> spans(String workspace) {
        return spans.stream()
                .filter(resource -> resource.getResource().getAttributesList().stream()
                        .anyMatch(attribute ->
                                attribute.getValue().getStringValue().equals(workspace)))
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    List<String> events() {
        return events;
    }

    List<String> samples() {
        return samples;
    }

    List<String> audit() {
        return audit;
    }

    List<String> recomputations() {
        return recomputations;
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
