package io.switchgear.gateway.snapshot;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the gateway keeps on disk.
 *
 * @param dataDir a folder of this service's own, writable
 */
@ConfigurationProperties("switchgear")
record DataProperties(
        @DefaultValue(".switchgear/data/gateway") Path dataDir) {}
