package io.switchgear.query.workload;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a service is said to be unwell.
 *
 * @param degradedAbove error rate in percent
 * @param criticalAbove error rate in percent
 */
@Validated
@ConfigurationProperties("switchgear.services-status")
public record ServicesProperties(
        @DecimalMin("0") @DecimalMax("100") @DefaultValue("1")
        double degradedAbove,

        @DecimalMin("0") @DecimalMax("100") @DefaultValue("5")
        double criticalAbove) {

    String status(double errorRate) {
        if (errorRate > criticalAbove) {
            return "critical";
        }
        return errorRate > degradedAbove ? "degraded" : "healthy";
    }
}
