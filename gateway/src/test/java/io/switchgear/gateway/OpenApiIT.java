package io.switchgear.gateway;

import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.OpenApiContract;

class OpenApiIT extends RunningGateway {

    @Test
    void theCommittedContractIsTrue() {
        OpenApiContract.check(http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
