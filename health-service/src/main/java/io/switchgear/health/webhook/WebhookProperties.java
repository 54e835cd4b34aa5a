package io.switchgear.health.webhook;

import java.time.Duration;
import java.util.List;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Webhooks.
 *
 * @param retries how long to wait after each failed attempt; after the last one a delivery has failed. The default lasts a day
 * @param timeout of one attempt
 * @param poll how often due deliveries are looked for
 * @param log how long deliveries are kept
 * @param perWorkspace how many webhooks a workspace may have
 */
@Validated
@ConfigurationProperties("switchgear.webhooks")
record WebhookProperties(
        @NotEmpty @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "2h", "4h", "6h", "10h"})
        List<Duration> retries,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10s")
        Duration timeout,

        @NotNull @DurationMin(millis = 10) @DefaultValue("1s")
        Duration poll,

        @NotNull @DurationMin(days = 1) @DefaultValue("30d") Duration log,

        @Min(1) @DefaultValue("50") int perWorkspace) {}
