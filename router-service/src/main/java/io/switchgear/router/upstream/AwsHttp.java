package io.switchgear.router.upstream;

import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

import io.switchgear.router.pool.Timeouts;
import io.switchgear.router.provider.Provider;

/**
 * Amazon's client over the router's own connections: the same guarded addresses, pools and limits as all other providers, and nothing of
 * Amazon's Netty client, which wants an older Netty.
 */
final class AwsHttp implements SdkAsyncHttpClient {

    private final Upstream upstream;
    private final Provider provider;
    private final Timeouts timeouts;

    AwsHttp(Upstream upstream, Provider provider, Timeouts timeouts) {
        this.upstream = upstream;
        this.provider = provider;
        this.timeouts = timeouts;
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest call) {
        var done = new CompletableFuture<Void>();
        Flux<ByteBuf> body = Flux.from(call.requestContentPublisher()).map(Unpooled::wrappedBuffer);
        var running = upstream.send(provider, call.request(), body, timeouts)
                .subscribe(
                        answer -> {
                            call.responseHandler().onHeaders(head(answer));
                            call.responseHandler().onStream(content(answer, done));
                        },
                        error -> {
                            call.responseHandler().onError(error);
                            done.completeExceptionally(error);
                        });
        var unused = done.whenComplete((nothing, error) -> {
            if (error instanceof CancellationException) {
                running.dispose();
            }
        });
        return done;
    }

    private static SdkHttpResponse head(UpstreamAnswer answer) {
        var head = SdkHttpResponse.builder().statusCode(answer.status());
        answer.headers().forEach(header -> head.appendHeader(header.getKey(), header.getValue()));
        return head.build();
    }

    private static Publisher<ByteBuffer> content(UpstreamAnswer answer, CompletableFuture<Void> done) {
        return answer.content()
                .map(AwsHttp::copy)
                .doOnError(done::completeExceptionally)
                .doFinally(end -> done.complete(null));
    }

    /** Buffers are valid only while they are handed over. */
    private static ByteBuffer copy(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public void close() {}

    @Override
    public String clientName() {
        return "reactor-netty";
    }
}
