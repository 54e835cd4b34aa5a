package io.switchgear.common.outbound;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** One rule for outbound addresses. */
@AutoConfiguration
@EnableConfigurationProperties(OutboundProperties.class)
class OutboundAutoConfiguration {

    @Bean
    OutboundAddresses outboundAddresses(OutboundProperties properties) {
        return new OutboundAddresses(properties);
    }
}
