package io.switchgear.common.outbound;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class OutboundAddressesTest {

    private final OutboundAddresses strict = new OutboundAddresses(new OutboundProperties(false));
    private final OutboundAddresses local = new OutboundAddresses(new OutboundProperties(true));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://[fe80::1]/",
                "http://metadata.google.internal/",
                "http://100.100.100.200/",
                "http://[fd00:ec2::254]/",
                "http://0.0.0.0/",
                "ftp://example.com/",
                "example.com",
                "http://user:secret@example.com/",
                "http:///x"
            })
    void neverAllowed(String url) {
        assertThat(strict.objection(url)).isPresent();
        assertThat(local.objection(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8010/v1",
                "http://10.0.0.1/",
                "http://192.168.1.1",
                "http://[::1]/",
                "http://100.64.0.1"
            })
    void allowedInLocalModeOnly(String url) {
        assertThat(strict.objection(url)).isPresent();
        assertThat(local.objection(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.openai.com/v1", "https://8.8.8.8/"})
    void publicAddressesAreAllowed(String url) {
        assertThat(strict.objection(url)).isEmpty();
    }

    @Test
    void namesAreCheckedWhenConnecting() {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.get(
                        "/", (request, response) -> response.sendString(reactor.core.publisher.Mono.just("ok"))))
                .bindNow(Duration.ofSeconds(5));
        try {
            for (String host : new String[] {"localhost", "127.0.0.1"}) {
                String url = "http://" + host + ":" + server.port() + "/";
                StepVerifier.create(local.guard(HttpClient.newConnection())
                                .get()
                                .uri(url)
                                .responseContent()
                                .aggregate()
                                .asString())
                        .expectNext("ok")
                        .expectComplete()
                        .verify(Duration.ofSeconds(5));
                StepVerifier.create(strict.guard(HttpClient.newConnection())
                                .get()
                                .uri(url)
                                .responseContent()
                                .aggregate()
                                .asString())
                        .expectErrorMatches(e -> e instanceof ForbiddenAddressException)
                        .verify(Duration.ofSeconds(5));
            }
        } finally {
            server.disposeNow(Duration.ofSeconds(5));
        }
    }
}
