package io.switchgear.router.spool;

import java.nio.file.Path;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The spool on disk.
 *
 * @param directory on a disk that outlives the process
 * @param segmentSize of one file, 64 KB to 1 GB; what is acknowledged is deleted by whole files
 * @param maxSize of all files together; beyond it records are dropped and counted
 */
@Validated
@ConfigurationProperties("switchgear.spool")
public record SpoolProperties(
        @NotNull Path directory,
        @DefaultValue("8MB") DataSize segmentSize,
        @DefaultValue("1GB") DataSize maxSize) {

    public SpoolProperties {
        if (segmentSize.toBytes() < 64 * 1024 || segmentSize.toBytes() > 1 << 30) {
            throw new IllegalArgumentException("switchgear.spool.segment-size must be from 64KB to 1GB.");
        }
        if (maxSize.toBytes() < 2 * segmentSize.toBytes()) {
            throw new IllegalArgumentException("switchgear.spool.max-size must hold two segments at least.");
        }
    }
}
