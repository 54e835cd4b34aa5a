package io.switchgear.health.live;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.health.status.HealthState;
import io.switchgear.health.status.ProviderStatus;

/** What is said over a live connection; one of these is one frame. */
sealed interface LiveMessage {

    String PING = "ping";
    String PONG = "pong";

    /** Its kind. */
    @JsonProperty
    String type();

    /**
     * A question for signs of life, or the answer, which repeats the question's time.
     *
     * @param type {@code ping} or {@code pong}
     * @param timestamp of the ping, in milliseconds since 1970
     */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record Heartbeat(String type, long timestamp) implements LiveMessage {}

    /**
     * Said first and, when the service goes away, last.
     *
     * @param status {@code connected} or {@code disconnected}
     * @param reconnectAttempts how often the client has tried, as it says itself; left out if it does not
     */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record ConnectionStatus(
            String type,
            String status,
            Instant timestamp,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer reconnectAttempts)
            implements LiveMessage {

        static ConnectionStatus connected(Instant now, @Nullable Integer reconnectAttempts) {
            return new ConnectionStatus("connection:status", "connected", now, reconnectAttempts);
        }

        static ConnectionStatus disconnected(Instant now) {
            return new ConnectionStatus("connection:status", "disconnected", now, null);
        }
    }

    /**
     * A service (provider) as it is now.
     *
     * @param service the provider's name
     */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record ServiceUpdate(String type, String service, Data data) implements LiveMessage {

        static ServiceUpdate of(ProviderStatus provider, Instant now) {
            var counts = provider.counts();
            return new ServiceUpdate(
                    "service:update",
                    provider.name(),
                    new Data(
                            provider.health(now),
                            new Circuit(
                                    provider.state(), counts.failures(), provider.lastFailureAt(), counts.incidents()),
                            new Counts(counts.total(), counts.successes(), counts.failures())));
        }
    }

    /** The state. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record Data(HealthState status, Circuit circuit, Counts operations) {}

    /**
     * The circuit, as the router's administration tells it.
     *
     * @param failureCount since the last reset
     * @param lastFailure null if there was none
     * @param recoveryAttempts how often it opened and had to recover
     */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record Circuit(
            CircuitState state, long failureCount, @Nullable Instant lastFailure, long recoveryAttempts) {}

    /** Attempts since the last reset, on all replicas of the router. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record Counts(long total, long successful, long failed) {}
}
