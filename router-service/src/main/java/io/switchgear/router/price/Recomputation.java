package io.switchgear.router.price;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;

/** Asks query-service to price spans again. */
@Component
class Recomputation {

    private static final String PATH = "/internal/v1/prices/recompute";

    private final Siblings siblings;

    Recomputation(Siblings siblings) {
        this.siblings = siblings;
    }

    /**
     * Which spans.
     *
     * @param from all that there are if absent
     * @param to until now if absent
     */
    record Range(@Nullable Instant from, @Nullable Instant to) {}

    /** @param status {@code accepted}: it is under way */
    record Accepted(String status) {}

    /** @throws ProblemException 422 for an empty range, 503 while query-service does not take it */
    Mono<Accepted> request(UUID workspace, Range range) {
        if (range.from() != null && range.to() != null && !range.from().isBefore(range.to())) {
            return Mono.error(ProblemException.invalid("to", "must be after from"));
        }
        return siblings.client(Service.QUERY)
                .post()
                .uri(PATH)
                .attributes(Siblings.in(workspace))
                .bodyValue(range)
                .retrieve()
                .toBodilessEntity()
                .thenReturn(new Accepted("accepted"))
                .onErrorMap(WebClientException.class, Recomputation::unavailable);
    }

    private static ProblemException unavailable(WebClientException error) {
        return ProblemException.unavailable(
                "query_service_unavailable", "query-service does not take the request now.", Duration.ofSeconds(5));
    }
}
