package io.switchgear.gateway.health;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Hidden;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Callers;
import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.identity.TokenSigner;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;
import io.switchgear.common.web.RequestIdFilter;

/**
 * Asks health-service, for the user or, without one, for nobody in particular; answers by itself when that is away. Its contract is
 * in health-service's document.
 */
@Hidden
@RestController
class HealthController {

    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final String PATH = "/api/health";

    private final WebClient http;
    private final String address;
    private final TokenSigner signer;
    private final OwnChecks own;
    private final JsonMapper json;

    HealthController(WebClient.Builder builder, Siblings siblings, TokenSigner signer, OwnChecks own, JsonMapper json) {
        this.http = builder.build();
        this.address = siblings.address(Service.HEALTH).toString();
        this.signer = signer;
        this.own = own;
        this.json = json;
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<byte[]>> suite(ServerWebExchange exchange) {
        return ask(exchange, PATH).onErrorResume(error -> {
            LOG.warn("health-service does not answer: {}", error.toString());
            return own.health().map(this::answer);
        });
    }

    @GetMapping(PATH + "/components/{component}")
    Mono<ResponseEntity<byte[]>> component(@PathVariable String component, ServerWebExchange exchange) {
        return ask(exchange, PATH + "/components/{component}", component)
                .onErrorResume(error -> own.health().map(suite -> {
                    var known = suite.components().get(component);
                    if (known == null) {
                        throw ProblemException.notFound("component", component);
                    }
                    return answer(known);
                }));
    }

    private Mono<ResponseEntity<byte[]>> ask(ServerWebExchange exchange, String path, Object... variables) {
        Caller caller = Objects.requireNonNullElseGet(Callers.find(exchange), () -> Caller.service(signer.issuer()));
        UUID workspace = caller.workspace();
        return http.get()
                .uri(address + path, variables)
                .headers(headers -> {
                    headers.set(IdentityHeaders.TOKEN, signer.sign(caller, Service.HEALTH.applicationName()));
                    headers.set(IdentityHeaders.REQUEST, RequestIdFilter.id(exchange));
                    if (workspace != null) {
                        headers.set(IdentityHeaders.WORKSPACE, workspace.toString());
                        headers.set(IdentityHeaders.USER, caller.subject());
                    }
                })
                .exchangeToMono(HealthController::passOn)
                .timeout(PATIENCE);
    }

    /** Its own trouble is not the suite's health: only a health document passes. */
    private static Mono<ResponseEntity<byte[]>> passOn(ClientResponse response) {
        var type = response.headers().contentType().orElse(MediaType.APPLICATION_JSON);
        int status = response.statusCode().value();
        if (status != 200 && status != 404 && !(status == 503 && type.isCompatibleWith(MediaType.APPLICATION_JSON))) {
            return response.releaseBody()
                    .then(Mono.error(new IllegalStateException("health-service answered " + status)));
        }
        return response.bodyToMono(byte[].class)
                .map(body -> ResponseEntity.status(status).contentType(type).body(body));
    }

    private ResponseEntity<byte[]> answer(Object document) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsBytes(document));
    }
}
