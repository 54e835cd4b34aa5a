package io.switchgear.health.ledger;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.FromService;
import io.switchgear.common.identity.Grant;
import io.switchgear.health.change.Changes;
import io.switchgear.health.intake.Intake;
import io.switchgear.health.intake.IntakeAnswer;
import io.switchgear.health.ledger.Ledger.Appended;
import io.switchgear.health.partition.Partitions;
import io.switchgear.health.partition.TimeSeries;

/** Where router replicas deliver circuit events; answers once they are committed. */
@Hidden
@RestController
class LedgerIntakeController {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerIntakeController.class);

    private final Ledger ledger;
    private final Partitions partitions;
    private final JsonMapper json;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Changes changes;

    LedgerIntakeController(
            Ledger ledger,
            Partitions partitions,
            JsonMapper json,
            InstantSource clock,
            MeterRegistry meters,
            Changes changes) {
        this.ledger = ledger;
        this.partitions = partitions;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
        this.changes = changes;
    }

    /** {@link io.switchgear.common.circuit.CircuitEvents}, its events not yet read. */
    record Batch(@NotNull List<JsonNode> events) {}

    @PostMapping("/internal/v1/circuit-events")
    Mono<IntakeAnswer> append(@FromService(Grant.LEDGER_WRITE) Caller caller, @Valid @RequestBody Mono<Batch> body) {
        return body.flatMap(batch -> append(caller, batch));
    }

    private Mono<IntakeAnswer> append(Caller caller, Batch batch) {
        var oldest = partitions.oldest(TimeSeries.LEDGER);
        var intake = Intake.read(
                batch.events(), CircuitEvent.class, json, event -> EventFlaws.of(event, oldest, clock.instant()));
        intake.rejected()
                .forEach(rejection -> LOG.warn(
                        "Circuit event {} of a batch from {} rejected: {}",
                        rejection.index(),
                        caller.issuer(),
                        rejection.message()));
        List<LedgerRow> rows = List.copyOf(intake.entries().stream()
                .map(LedgerRow::of)
                .collect(Collectors.toMap(
                        LedgerRow::id, row -> row, (first, again) -> first, LinkedHashMap<UUID, LedgerRow>::new))
                .values());
        return ledger.append(rows)
                .doOnNext(appended -> announce(rows, appended))
                .map(appended -> answer(intake, appended));
    }

    private void announce(List<LedgerRow> rows, Appended appended) {
        if (appended.accepted() > 0) {
            changes.announce(rows.stream().map(LedgerRow::workspaceId).collect(Collectors.toUnmodifiableSet()));
        }
    }

    private IntakeAnswer answer(Intake<CircuitEvent> intake, Appended appended) {
        int duplicates = intake.entries().size() - appended.accepted() - appended.refused();
        count("accepted", appended.accepted());
        count("duplicate", duplicates);
        count("rejected", intake.rejected().size() + appended.refused());
        return new IntakeAnswer(appended.accepted(), duplicates, intake.rejected());
    }

    private void count(String outcome, int events) {
        meters.counter("switchgear.ledger.events", "outcome", outcome).increment(events);
    }
}
