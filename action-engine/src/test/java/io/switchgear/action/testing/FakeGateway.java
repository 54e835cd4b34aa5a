package io.switchgear.action.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes audit events as the gateway does, and keeps them. */
public final class FakeGateway {

    private static final FakeGateway INSTANCE = new FakeGateway();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    private FakeGateway() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post(
                        "/internal/v1/audit",
                        (request, response) -> request.receive()
                                .aggregate()
                                .asString()
                                .doOnNext(body ->
                                        JSON.readTree(body).get("events").forEach(events::add))
                                .then(response.send(Mono.empty()).then())))
                .bindNow();
    }

    public static FakeGateway get() {
        return INSTANCE;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public List<JsonNode> eventsAbout(String target) {
        return events.stream()
                .filter(event -> event.get("target").asString().equals(target))
                .toList();
    }
}
