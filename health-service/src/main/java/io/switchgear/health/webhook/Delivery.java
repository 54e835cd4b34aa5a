package io.switchgear.health.webhook;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook, and what became of it.
 *
 * @param id also its {@code webhook-id}, the same in every attempt
 * @param type {@code circuit.opened}, {@code circuit.half_opened}, {@code circuit.closed} or {@code webhook.test}
 * @param status {@code pending}, {@code delivered} or {@code failed}
 * @param attempts made so far
 * @param statusCode of the latest answer; null if there was none
 * @param error why the latest attempt failed; null if it did not
 * @param durationMs of the latest attempt; null before the first
 * @param nextAttemptAt null unless pending
 * @param deliveredAt null unless delivered
 */
record Delivery(
        UUID id,
        String type,
        String status,
        int attempts,
        @Nullable Integer statusCode,
        @Nullable String error,
        @Nullable Long durationMs,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt) {}
