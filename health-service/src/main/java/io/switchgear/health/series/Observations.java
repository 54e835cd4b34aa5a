package io.switchgear.health.series;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.identity.Workspaces;
import io.switchgear.health.component.ComponentStatus;
import io.switchgear.health.component.Components;
import io.switchgear.health.operation.Operations;
import io.switchgear.health.prediction.Minute;
import io.switchgear.health.prediction.Predictions;
import io.switchgear.health.status.ProviderStatus;
import io.switchgear.health.status.ProviderStatuses;

/** What is so at this moment, as points. */
@Component
class Observations {

    private static final int AT_ONCE = 2;
    private static final String COMPONENT = "switchgear.component";
    private static final String PROVIDER = "switchgear.provider";

    private final Components components;
    private final ProviderStatuses statuses;
    private final Predictions predictions;
    private final InstantSource clock;

    Observations(Components components, ProviderStatuses statuses, Predictions predictions, InstantSource clock) {
        this.components = components;
        this.statuses = statuses;
        this.predictions = predictions;
        this.clock = clock;
    }

    Flux<Point> now() {
        return Flux.concat(ofComponents(), statuses.workspaces().flatMap(this::ofProviders, AT_ONCE));
    }

    private Flux<Point> ofComponents() {
        return components
                .statuses()
                .flatMapIterable(all -> all.entrySet().stream()
                        .map(entry -> new Point(
                                Workspaces.SYSTEM,
                                "switchgear.component.up",
                                "1",
                                entry.getValue() == ComponentStatus.UNHEALTHY ? 0 : 1,
                                Map.of(COMPONENT, entry.getKey())))
                        .toList());
    }

    private Flux<Point> ofProviders(UUID workspace) {
        return Mono.zip(statuses.present(workspace).collectList(), predictions.minutes(workspace))
                .flatMapIterable(known -> known.getT1().stream()
                        .flatMap(provider -> of(workspace, provider, known.getT2()).stream())
                        .toList());
    }

    private List<Point> of(UUID workspace, ProviderStatus provider, Map<String, List<Minute>> minutes) {
        var labels = Map.of(PROVIDER, provider.name());
        var points = new ArrayList<Point>();
        points.add(new Point(workspace, "switchgear.circuit.state", "1", value(provider.state()), labels));
        points.add(new Point(
                workspace,
                "switchgear.provider.at_risk",
                "1",
                predictions.about(provider, minutes) == null ? 0 : 1,
                labels));
        List<Minute> latest = minutes.getOrDefault(provider.name(), List.of());
        if (!latest.isEmpty() && isNew(latest.getLast())) {
            add(points, workspace, latest.getLast().operations(), labels);
        }
        return points;
    }

    /** The last finished minute: an older one says nothing about now. */
    private boolean isNew(Minute minute) {
        return minute.operations().requests() > 0
                && !minute.at()
                        .isBefore(
                                clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(1, ChronoUnit.MINUTES));
    }

    private static void add(List<Point> points, UUID workspace, Operations minute, Map<String, String> labels) {
        Double average = minute.averageMs();
        Double p95 = minute.quantileMs(0.95);
        if (average != null) {
            points.add(new Point(workspace, "switchgear.provider.latency.avg", "ms", average, labels));
        }
        if (p95 != null) {
            points.add(new Point(workspace, "switchgear.provider.latency.p95", "ms", p95, labels));
        }
        points.add(new Point(
                workspace,
                "switchgear.provider.error_rate",
                "%",
                100.0 * minute.failures() / minute.requests(),
                labels));
    }

    /** So that a rule can ask for what is above: 0 closed, 1 half-open, 2 open. */
    private static double value(CircuitState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
