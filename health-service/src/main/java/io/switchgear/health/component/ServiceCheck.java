package io.switchgear.health.component;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** A sibling service says that it is ready; asked without the breaker, whose state must not colour the answer. */
final class ServiceCheck implements ComponentCheck {

    private final String service;
    private final URI readiness;
    private final WebClient http;

    ServiceCheck(String service, URI address, WebClient http) {
        this.service = service;
        this.readiness = URI.create(address.toString().replaceAll("/+$", "") + "/api/health/readiness");
        this.http = http;
    }

    /** What of a probe's answer matters here. */
    private record Probe(@Nullable String version, @Nullable Map<String, Boolean> checks) {}

    @Override
    public String key() {
        return service;
    }

    @Override
    public Mono<CheckResult> check() {
        return http.get().uri(readiness).exchangeToMono(this::result);
    }

    private Mono<CheckResult> result(ClientResponse response) {
        boolean ready = response.statusCode().is2xxSuccessful();
        return response.bodyToMono(Probe.class)
                .onErrorResume(unreadable -> Mono.just(new Probe(null, null)))
                .defaultIfEmpty(new Probe(null, null))
                .map(probe -> ready
                        ? CheckResult.healthy(details(response, probe))
                        : CheckResult.unhealthy("It is not ready.", details(response, probe)));
    }

    private static Map<String, Object> details(ClientResponse response, Probe probe) {
        var details = new LinkedHashMap<String, Object>();
        details.put("http_status", response.statusCode().value());
        if (probe.version() != null) {
            details.put("version", probe.version());
        }
        if (probe.checks() != null) {
            details.put("checks", probe.checks());
        }
        return details;
    }
}
