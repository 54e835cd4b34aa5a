package io.switchgear.query.price;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.FromService;
import io.switchgear.common.identity.Grant;
import io.switchgear.common.problem.ProblemException;

/** The router hands on that a workspace wants its spans priced again. */
@RestController
@Hidden
class RepricingController {

    private final Repricing repricing;

    RepricingController(Repricing repricing) {
        this.repricing = repricing;
    }

    /**
     * Which spans.
     *
     * @param from all that are kept if absent
     * @param to until now if absent
     */
    record Range(@Nullable Instant from, @Nullable Instant to) {}

    /** 202: it is noted down and goes on in the background. */
    @PostMapping("/internal/v1/prices/recompute")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> recompute(
            @FromService(Grant.TELEMETRY_WRITE) Caller caller, @RequestBody(required = false) @Nullable Range range) {
        if (range != null
                && range.from() != null
                && range.to() != null
                && !range.from().isBefore(range.to())) {
            throw ProblemException.invalid("to", "must be after from");
        }
        return repricing.ask(
                caller.workspaceId(), range == null ? null : range.from(), range == null ? null : range.to());
    }
}
