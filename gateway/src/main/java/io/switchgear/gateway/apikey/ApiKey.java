package io.switchgear.gateway.apikey;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.limit.BudgetPeriod;

/**
 * An API key as it is shown after its creation: without the key.
 *
 * @param id stable
 * @param name unique among the workspace's keys
 * @param prefix the key's first characters
 * @param scopes what it is good for
 * @param rpm requests a minute
 * @param tpm tokens a minute
 * @param budgetUsd US dollars a period
 * @param budgetPeriod the period
 * @param createdBy user id
 * @param createdAt when it was shown
 * @param expiresAt null for never
 * @param lastUsedAt to the minute; null for never
 */
record ApiKey(
        UUID id,
        String name,
        String prefix,
        List<Scope> scopes,
        @Nullable Integer rpm,
        @Nullable Integer tpm,
        @Nullable BigDecimal budgetUsd,
        @Nullable BudgetPeriod budgetPeriod,
        UUID createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
