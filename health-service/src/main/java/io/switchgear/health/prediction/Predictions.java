package io.switchgear.health.prediction;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.health.status.ProviderStatus;

/** Warnings about a workspace's providers. */
@Component
public class Predictions {

    private final MinutesReader reader;
    private final PredictionProperties properties;
    private final Forecast forecast;
    private final InstantSource clock;

    Predictions(MinutesReader reader, PredictionProperties properties, InstantSource clock) {
        this.reader = reader;
        this.properties = properties;
        this.forecast = new Forecast(properties);
        this.clock = clock;
    }

    /** Finished minutes of the window, by provider, oldest first. */
    public Mono<Map<String, List<Minute>>> minutes(UUID workspace) {
        return Mono.defer(() -> {
            Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            return reader.of(workspace, end.minus(properties.window()), end);
        });
    }

    /** The warning about a provider; null for none, and if warnings are off. */
    public @Nullable Prediction about(ProviderStatus provider, Map<String, List<Minute>> minutes) {
        if (!properties.enabled()) {
            return null;
        }
        return forecast.of(provider, minutes.getOrDefault(provider.name(), List.of()), clock.instant());
    }
}
