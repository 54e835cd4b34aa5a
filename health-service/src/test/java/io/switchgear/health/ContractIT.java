package io.switchgear.health;

import org.junit.jupiter.api.Test;

import io.switchgear.common.testing.OpenApiContract;

import static org.assertj.core.api.Assertions.assertThat;

class ContractIT extends WholeService {

    @Test
    void openApiIsCommitted() {
        String served = http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(served).contains("/api/v1/admin/router/health-dashboard").doesNotContain("/internal/");
        OpenApiContract.check(served);
    }
}
