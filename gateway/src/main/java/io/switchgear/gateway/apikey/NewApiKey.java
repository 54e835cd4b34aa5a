package io.switchgear.gateway.apikey;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.limit.BudgetPeriod;

/**
 * The wish for an API key.
 *
 * @param name unique among the workspace's keys
 * @param scopes what it is to be good for
 * @param rpm requests a minute; null for no limit
 * @param tpm tokens a minute; null for no limit
 * @param budgetUsd US dollars a period; null for no limit
 * @param budgetPeriod a month unless said otherwise
 * @param expiresAt null for never
 */
record NewApiKey(
        @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must hold no control characters")
        String name,

        @NotEmpty @Size(max = 2) List<@NotNull Scope> scopes,
        @Nullable @Min(1) Integer rpm,
        @Nullable @Min(1) Integer tpm,

        @Nullable @DecimalMin("0.000000001") @DecimalMax("1000000000") @Digits(integer = 10, fraction = 9)
        BigDecimal budgetUsd,

        @Nullable BudgetPeriod budgetPeriod,
        @Nullable Instant expiresAt) {}
