package io.switchgear.query.retention;

import java.util.Map;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.audit.AuditEvent;
import io.switchgear.common.audit.AuditTrail;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.problem.Problems;

/** Retention of the caller's workspace. */
@RestController
@RequestMapping("/api/v1/settings/retention")
class RetentionController {

    private final RetentionSettings settings;
    private final AuditTrail audit;

    RetentionController(RetentionSettings settings, AuditTrail audit) {
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * New settings.
     *
     * @param spansDays as in {@link Retention}
     * @param rollupsDays as in {@link Retention}
     */
    record Change(
            @Min(1) @Max(Retention.MAX_SPANS_DAYS) int spansDays,
            @Min(1) @Max(Retention.MAX_ROLLUPS_DAYS) int rollupsDays) {}

    @GetMapping
    ResponseEntity<Retention> get(@Requires(Permission.QUERY_VIEW) Caller caller) {
        return answer(settings.of(caller.workspaceId()));
    }

    @PutMapping
    Mono<ResponseEntity<Retention>> put(
            @Requires(Permission.ADMIN) Caller caller,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Mono<Change> body) {
        return body.flatMap(change -> settings.replace(
                        caller.workspaceId(), change.spansDays(), change.rollupsDays(), revision(ifMatch)))
                .switchIfEmpty(Mono.error(RetentionController::changedMeanwhile))
                .doOnNext(saved -> audit.record(
                        caller,
                        "retention.update",
                        "retention",
                        AuditEvent.SUCCESS,
                        Map.of(
                                "spans_days", Integer.toString(saved.spansDays()),
                                "rollups_days", Integer.toString(saved.rollupsDays()))))
                .map(RetentionController::answer);
    }

    private static ResponseEntity<Retention> answer(Retention retention) {
        return ResponseEntity.ok().eTag("\"" + retention.revision() + "\"").body(retention);
    }

    private static @Nullable Long revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.replace("\"", ""));
        } catch (NumberFormatException e) {
            throw changedMeanwhile();
        }
    }

    private static ProblemException changedMeanwhile() {
        return new ProblemException(Problems.of(
                HttpStatus.PRECONDITION_FAILED,
                "changed_meanwhile",
                "The settings have changed since they were read."));
    }
}
