package io.switchgear.gateway.audit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit log.
 *
 * @param retention after which an entry is deleted
 */
@ConfigurationProperties("switchgear.audit")
record AuditProperties(@DefaultValue("395d") Duration retention) {}
