package io.switchgear.common.siblings;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.identity.TokenSigner;

/**
 * Clients for the suite's other services. Each call is signed as this service's own, ends at the time-out, and goes through a
 * breaker per callee (answers of 5xx and failures to answer count), whose state {@link #states} shows.
 */
public final class Siblings {

    private final TokenSigner signer;
    private final Duration timeout;
    private final Map<Service, URI> addresses = new EnumMap<>(Service.class);
    private final Map<Service, WebClient> clients = new EnumMap<>(Service.class);
    private final Map<Service, CircuitBreaker> breakers = new EnumMap<>(Service.class);

    Siblings(SiblingsProperties properties, TokenSigner signer, WebClient.Builder builder) {
        this.signer = signer;
        this.timeout = properties.timeout();
        var http = HttpClient.create(ConnectionProvider.builder("siblings")
                        .maxConnections(64)
                        .maxIdleTime(Duration.ofSeconds(20))
                        .build())
                .compress(true);
        var breakerConfig = CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .waitDurationInOpenState(Duration.ofSeconds(5))
                .permittedNumberOfCallsInHalfOpenState(2)
                .build();
        for (Service service : Service.values()) {
            var breaker = CircuitBreaker.of(service.applicationName(), breakerConfig);
            breakers.put(service, breaker);
            addresses.put(service, properties.of(service));
            clients.put(
                    service,
                    builder.clone()
                            .clientConnector(new ReactorClientHttpConnector(http))
                            .baseUrl(properties.of(service).toString())
                            .filter(guard(service, breaker))
                            .build());
        }
    }

    /** A client whose calls speak for this service itself. */
    public WebClient client(Service service) {
        return java.util.Objects.requireNonNull(clients.get(service));
    }

    public URI address(Service service) {
        return java.util.Objects.requireNonNull(addresses.get(service));
    }

    /** Marks a request as made for one workspace: {@code client.get().uri(…).attributes(Siblings.in(workspace))}. */
    public static java.util.function.Consumer<Map<String, Object>> in(UUID workspace) {
        return attributes -> attributes.put(IdentityHeaders.WORKSPACE, workspace);
    }

    /** The breaker's state by service: {@code closed}, {@code open} or {@code half_open}. */
    public Map<String, String> states() {
        var states = new java.util.TreeMap<String, String>();
        breakers.forEach((service, breaker) ->
                states.put(service.applicationName(), breaker.getState().name().toLowerCase(java.util.Locale.ROOT)));
        return states;
    }

    private ExchangeFilterFunction guard(Service service, CircuitBreaker breaker) {
        return (request, next) -> Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Mono.error(CallNotPermittedException.createCallNotPermittedException(breaker));
            }
            return call(service, breaker, request, next);
        });
    }

    private Mono<ClientResponse> call(
            Service service, CircuitBreaker breaker, ClientRequest request, ExchangeFunction next) {
        long start = breaker.getCurrentTimestamp();
        return next.exchange(sign(service, request))
                .timeout(timeout)
                .doOnNext(response -> {
                    long elapsed = breaker.getCurrentTimestamp() - start;
                    if (response.statusCode().is5xxServerError()) {
                        breaker.onError(
                                elapsed,
                                breaker.getTimestampUnit(),
                                new IllegalStateException(service.applicationName() + " answered "
                                        + response.statusCode().value()));
                    } else {
                        breaker.onResult(elapsed, breaker.getTimestampUnit(), response);
                    }
                })
                .doOnError(error ->
                        breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), error))
                .doOnCancel(breaker::releasePermission);
    }

    private ClientRequest sign(Service service, ClientRequest request) {
        @Nullable UUID workspace = (UUID) request.attributes().get(IdentityHeaders.WORKSPACE);
        Caller self = Caller.service(signer.issuer());
        Caller caller = workspace == null ? self : self.in(workspace);
        return ClientRequest.from(request)
                .headers(headers -> {
                    headers.set(IdentityHeaders.TOKEN, signer.sign(caller, service.applicationName()));
                    if (workspace != null) {
                        headers.set(IdentityHeaders.WORKSPACE, workspace.toString());
                    }
                })
                .build();
    }
}
