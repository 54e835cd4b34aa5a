package io.switchgear.gateway.account;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often somebody may be wrong, and what guessing costs.
 *
 * @param failuresPerAccount failed logins to one account within the window
 * @param failuresPerAddress failed logins from one address within the window
 * @param registrationsPerAddress registrations from one address within the window
 * @param window after which a count begins anew
 * @param hashingThreads password hashes made at a time; each takes 19 MiB
 */
@Validated
@ConfigurationProperties("switchgear.login")
record LoginProperties(
        @Min(1) @DefaultValue("10") int failuresPerAccount,
        @Min(1) @DefaultValue("100") int failuresPerAddress,
        @Min(1) @DefaultValue("200") int registrationsPerAddress,
        @DefaultValue("15m") Duration window,
        @Min(1) @Max(64) @DefaultValue("2") int hashingThreads) {}
