package io.switchgear.router.catalog;

import java.nio.file.Path;
import java.time.Duration;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The routing configuration in memory.
 *
 * @param snapshot file with the last one, sealed; the service starts from it when PostgreSQL is away
 * @param poll how often PostgreSQL is asked whether something has changed, for changes that Redis did not announce
 */
@Validated
@ConfigurationProperties("switchgear.catalog")
record CatalogProperties(
        @NotNull Path snapshot, @DefaultValue("2s") Duration poll) {}
