package io.switchgear.health.sample;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.swagger.v3.oas.annotations.Hidden;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.circuit.Samples;
import io.switchgear.common.circuit.Samples.GroupSample;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.FromService;
import io.switchgear.common.identity.Grant;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.health.intake.Flaws;
import io.switchgear.health.intake.Intake;
import io.switchgear.health.intake.IntakeAnswer;
import io.switchgear.health.intake.Rejection;
import io.switchgear.health.partition.Partitions;
import io.switchgear.health.partition.TimeSeries;

/** Where router replicas deliver samples; answers once they are committed. */
@Hidden
@RestController
class SampleController {

    private static final Logger LOG = LoggerFactory.getLogger(SampleController.class);

    private final SampleIntake samples;
    private final Partitions partitions;
    private final JsonMapper json;
    private final InstantSource clock;

    SampleController(SampleIntake samples, Partitions partitions, JsonMapper json, InstantSource clock) {
        this.samples = samples;
        this.partitions = partitions;
        this.json = json;
        this.clock = clock;
    }

    /** {@link Samples}, its entries not yet read. */
    record Batch(
            @NotBlank @Size(max = 255) String replica,
            @Min(0) long sequence,
            @NotNull Instant at,
            @Min(0) long intervalMs,
            @NotNull List<JsonNode> providers,
            @NotNull List<JsonNode> groups) {}

    @PostMapping("/internal/v1/samples")
    Mono<IntakeAnswer> store(@FromService(Grant.LEDGER_WRITE) Caller caller, @Valid @RequestBody Mono<Batch> body) {
        return body.flatMap(this::store);
    }

    private Mono<IntakeAnswer> store(Batch batch) {
        Instant now = clock.instant();
        Instant oldest = partitions.oldest(TimeSeries.HISTORY);
        String flaw = Flaws.first(Flaws.name("replica", batch.replica()), Flaws.time("at", batch.at(), oldest, now));
        if (flaw != null) {
            throw ProblemException.invalid(flaw.substring(0, flaw.indexOf(' ')), flaw);
        }
        var providers = Intake.read(
                batch.providers(), ProviderSample.class, json, provider -> SampleFlaws.of(provider, oldest, now));
        var groups = Intake.read(batch.groups(), GroupSample.class, json, SampleFlaws::of);
        var rejected = new ArrayList<Rejection>(providers.rejected());
        rejected.addAll(groups.rejected());
        rejected.forEach(rejection -> LOG.warn("A sample's entry is left out: {}", rejection.message()));
        return samples.store(new Samples(
                        batch.replica(),
                        batch.sequence(),
                        batch.at(),
                        batch.intervalMs(),
                        providers.entries(),
                        groups.entries()))
                .map(fresh -> new IntakeAnswer(fresh ? 1 : 0, fresh ? 0 : 1, List.copyOf(rejected)));
    }
}
