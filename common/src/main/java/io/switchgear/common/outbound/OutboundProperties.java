package io.switchgear.common.outbound;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rule for outbound addresses.
 *
 * @param allowPrivate whether loopback and private addresses may be connected to; on in local mode
 */
@ConfigurationProperties("switchgear.outbound")
public record OutboundProperties(@DefaultValue("false") boolean allowPrivate) {}
