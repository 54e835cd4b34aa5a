package io.switchgear.common.audit;

import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import io.switchgear.common.siblings.Siblings;

/** Audit delivery; the gateway, which keeps the log, switches it off. */
@AutoConfiguration
@ConditionalOnProperty(name = "switchgear.audit.deliver", havingValue = "true", matchIfMissing = true)
class AuditAutoConfiguration {

    @Bean
    AuditTrail auditTrail(Siblings siblings, InstantSource clock) {
        return new AuditTrail(siblings, clock);
    }
}
