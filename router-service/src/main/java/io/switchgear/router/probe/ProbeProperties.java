package io.switchgear.router.probe;

import java.time.Duration;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Probing of idle providers.
 *
 * @param enabled whether they are probed at all
 * @param idle after which time without a call, over all replicas
 * @param jitter up to which share of {@code idle} is added by chance, so that not all are probed at once
 * @param timeout of a probe
 */
@Validated
@ConfigurationProperties("switchgear.probe")
record ProbeProperties(
        @DefaultValue("true") boolean enabled,
        @NotNull @DefaultValue("60s") Duration idle,

        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.25")
        double jitter,

        @NotNull @DefaultValue("5s") Duration timeout) {

    /** How often it is looked whether one is due. */
    Duration period() {
        Duration quarter = idle.dividedBy(4);
        return quarter.compareTo(Duration.ofSeconds(5)) > 0 ? Duration.ofSeconds(5) : quarter.plusMillis(1);
    }

    /** {@code idle}, with its share of chance. */
    Duration wait(double chance) {
        return idle.plusMillis((long) (idle.toMillis() * jitter * chance));
    }
}
