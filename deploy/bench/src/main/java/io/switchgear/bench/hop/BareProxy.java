package io.switchgear.bench.hop;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/** The least that a proxy on Reactor Netty can do: what comes is sent on, and what comes back is sent back. */
@Command(name = "proxy", hidden = true)
public final class BareProxy implements Callable<Integer> {

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--upstream", required = true)
    private String upstream = "";

    @Override
    public Integer call() {
        HttpClient client =
                HttpClient.create(ConnectionProvider.create("upstream", 256)).baseUrl(upstream);
        HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .handle((request, response) -> client.headers(
                                headers -> headers.add(request.requestHeaders()).remove("host"))
                        .request(request.method())
                        .uri(request.uri())
                        .send(request.receive().retain())
                        .response((answer, body) -> response.status(answer.status())
                                .headers(answer.responseHeaders())
                                .send(body.retain(), piece -> true)
                                .then()))
                .bindNow()
                .onDispose()
                .block();
        return 0;
    }
}
