package io.switchgear.action.workload;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How clusters are called.
 *
 * @param timeout after which a call is given up
 * @param threads calls that run at once, all clusters together; more wait
 */
@Validated
@ConfigurationProperties("switchgear.actions.kubernetes")
record KubernetesProperties(
        @DefaultValue("8s") Duration timeout,
        @Min(1) @Max(256) @DefaultValue("16") int threads) {}
