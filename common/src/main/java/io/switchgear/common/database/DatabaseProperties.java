package io.switchgear.common.database;

import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The service's schema in PostgreSQL.
 *
 * @param host where PostgreSQL listens
 * @param port its port
 * @param name the database, shared by all services
 * @param schema the service's own schema; nothing else is on its search path
 * @param username the service's own role
 * @param password that role's password
 * @param poolSize connections this replica opens at most
 * @param statementTimeout after which PostgreSQL cancels a statement
 * @param acquireTimeout how long a request waits for a connection
 * @param required whether the service is of no use without it; one that can start from a snapshot is ready without
 */
@Validated
@ConfigurationProperties("switchgear.database")
public record DatabaseProperties(
        @NotBlank @DefaultValue("localhost") String host,
        @Min(1) @Max(65535) @DefaultValue("15432") int port,
        @NotBlank @DefaultValue("switchgear") String name,
        @NotBlank String schema,
        @NotBlank String username,
        @DefaultValue("") String password,
        @Min(1) @Max(200) @DefaultValue("10") int poolSize,
        @DefaultValue("10s") Duration statementTimeout,
        @DefaultValue("5s") Duration acquireTimeout,
        @DefaultValue("true") boolean required) {

    /** Never prints the password. */
    @Override
    public String toString() {
        return "DatabaseProperties[%s@%s:%d/%s schema %s]".formatted(username, host, port, name, schema);
    }
}
