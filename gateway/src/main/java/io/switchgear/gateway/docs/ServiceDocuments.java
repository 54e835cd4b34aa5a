package io.switchgear.gateway.docs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;

/** The OpenAPI documents of the services, each with the gateway as the server to call. */
@Hidden
@RestController
class ServiceDocuments {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Siblings siblings;
    private final JsonMapper json;

    ServiceDocuments(Siblings siblings, JsonMapper json) {
        this.siblings = siblings;
        this.json = json;
    }

    @GetMapping("/docs/openapi/{name}.json")
    Mono<ResponseEntity<String>> document(@PathVariable String name) {
        Service service = service(name);
        if (service == Service.GATEWAY) {
            return Mono.just(ResponseEntity.status(HttpStatus.FOUND)
                    .location(URI.create("/v3/api-docs"))
                    .build());
        }
        return siblings.client(service)
                .get()
                .uri("/v3/api-docs")
                .retrieve()
                .bodyToMono(byte[].class)
                .map(document -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(throughTheGateway(document)))
                .onErrorMap(error -> ProblemException.unavailable(
                        "service_unavailable", name + " does not publish its document just now.", RETRY));
    }

    private String throughTheGateway(byte[] document) {
        var tree = (ObjectNode) json.readTree(document);
        tree.set("servers", json.valueToTree(List.of(Map.of("url", "/"))));
        return json.writeValueAsString(tree);
    }

    private static Service service(String name) {
        try {
            return Service.named(name);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("service", name);
        }
    }
}
