package io.switchgear.health.prediction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.health.prediction.Prediction.Evidence;
import io.switchgear.health.status.ProviderStatus;

/** Whether a provider's latest minutes are a reason to warn. */
final class Forecast {

    private static final double MINUTE_MS = Duration.ofMinutes(1).toMillis();

    private final PredictionProperties properties;

    Forecast(PredictionProperties properties) {
        this.properties = properties;
    }

    /**
     * The nearest danger; null for none, for too little data, and for a circuit that is not closed or is forced.
     *
     * @param minutes finished ones, oldest first
     */
    @Nullable
    Prediction of(ProviderStatus provider, List<Minute> minutes, Instant now) {
        if (provider.state() != CircuitState.CLOSED || provider.forced() != null) {
            return null;
        }
        var thresholds = provider.thresholds();
        Prediction errors = trend("error_rate", minutes, Minute::errorRate, thresholds.failureRateThreshold(), now);
        Prediction latency = trend(
                "latency", minutes, minute -> minute.slowLatency(thresholds), thresholds.slowCallDurationMs(), now);
        if (errors == null || latency == null) {
            return errors == null ? latency : errors;
        }
        return latency.inMs() < errors.inMs() ? latency : errors;
    }

    private @Nullable Prediction trend(
            String metric,
            List<Minute> minutes,
            Function<Minute, @Nullable Double> measure,
            double threshold,
            Instant now) {
        var evidence = new ArrayList<Evidence>();
        var points = new ArrayList<Trend.Point>();
        long calls = 0;
        for (Minute minute : minutes) {
            long requests = minute.operations().requests();
            Double value = requests < properties.callsPerMinute() ? null : measure.apply(minute);
            evidence.add(new Evidence(minute.at(), value, requests));
            calls += requests;
            if (value != null) {
                points.add(new Trend.Point(minutesUntil(now, minute.at().plusSeconds(30)), value));
            }
        }
        if (points.size() < properties.minimumMinutes()) {
            return null;
        }
        Trend trend = Trend.of(points);
        // Not what the line says of now, if the latest minutes have been better: they may be the end of it.
        boolean receding = points.getLast().y() < points.get(points.size() / 2).y();
        if (!trend.isRising() || receding) {
            return null;
        }
        long inMs = (long) Math.max(0, (threshold - trend.at(0)) / trend.slope() * MINUTE_MS);
        if (inMs > properties.horizon().toMillis()) {
            return null;
        }
        return new Prediction(
                metric,
                trend.at(0),
                threshold,
                trend.slope(),
                now.plusMillis(inMs),
                inMs,
                trend.z(),
                calls,
                explain(metric, points, threshold, inMs, calls),
                List.copyOf(evidence));
    }

    /** Negative for the past. */
    private static double minutesUntil(Instant now, Instant time) {
        return Duration.between(now, time).toMillis() / MINUTE_MS;
    }

    private static String explain(String metric, List<Trend.Point> points, double threshold, long inMs, long calls) {
        boolean errors = metric.equals("error_rate");
        String unit = errors ? " %" : " ms";
        return String.format(
                Locale.ROOT,
                "The %s rose from %.0f%s to %.0f%s in %.0f minutes (%d calls); going on like that it reaches %.0f%s"
                        + " %s.",
                errors ? "error rate" : "latency",
                points.getFirst().y(),
                unit,
                points.getLast().y(),
                unit,
                points.getLast().x() - points.getFirst().x(),
                calls,
                threshold,
                unit,
                inMs < MINUTE_MS ? "within a minute" : "in about " + Math.round(inMs / MINUTE_MS) + " minutes");
    }
}
