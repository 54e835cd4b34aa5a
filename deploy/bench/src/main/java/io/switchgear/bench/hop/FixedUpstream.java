package io.switchgear.bench.hop;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** A provider that costs as little as possible: the same 400 bytes to everybody, or the same twenty events. */
@Command(name = "upstream", hidden = true)
public final class FixedUpstream implements Callable<Integer> {

    private static final int EVENTS = 20;

    private static final byte[] JSON = json().getBytes(StandardCharsets.UTF_8);
    private static final byte[] EVENT = """
        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"fixed",\
        "choices":[{"index":0,"delta":{"content":"word "},"finish_reason":null}]}

        """.getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = """
        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"fixed",\
        "choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"fixed","choices":[],\
        "usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30}}

        data: [DONE]

        """.getBytes(StandardCharsets.UTF_8);

    @Option(names = "--port", required = true)
    private int port;

    @Override
    public Integer call() {
        HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .defaultIfEmpty("")
                        .flatMap(body -> body.contains("\"stream\":true")
                                ? response.header(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                                        .send(
                                                Flux.range(0, EVENTS + 1)
                                                        .map(i -> Unpooled.wrappedBuffer(i < EVENTS ? EVENT : END)),
                                                piece -> true)
                                        .then()
                                : response.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                                        .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(JSON.length))
                                        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(JSON)))
                                        .then()))
                .bindNow()
                .onDispose()
                .block();
        return 0;
    }

    private static String json() {
        String answer = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"fixed","choices":[{"index":0,\
            "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30}}\
            """;
        int bare = answer.formatted("").length();
        return answer.formatted("x".repeat(400 - bare));
    }
}
