package io.switchgear.common.database;

import java.time.Duration;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** PostgreSQL for a service that names its schema. */
@AutoConfiguration
@ConditionalOnProperty("switchgear.database.schema")
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseAutoConfiguration {

    @Bean
    SchemaMigration schemaMigration(DatabaseProperties properties) {
        return new SchemaMigration(properties);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(DatabaseProperties properties, Environment environment) {
        var postgres = PostgresqlConnectionConfiguration.builder()
                .host(properties.host())
                .port(properties.port())
                .database(properties.name())
                .schema(properties.schema())
                .username(properties.username())
                .password(properties.password())
                .applicationName(environment.getRequiredProperty("spring.application.name"))
                .connectTimeout(Duration.ofSeconds(3))
                .statementTimeout(properties.statementTimeout())
                .preparedStatementCacheQueries(256)
                .build();
        return new ConnectionPool(ConnectionPoolConfiguration.builder(new PostgresqlConnectionFactory(postgres))
                .initialSize(0)
                .minIdle(0)
                .maxSize(properties.poolSize())
                .maxIdleTime(Duration.ofMinutes(5))
                .maxLifeTime(Duration.ofMinutes(30))
                .maxAcquireTime(properties.acquireTimeout())
                .maxCreateConnectionTime(Duration.ofSeconds(4))
                .build());
    }

    @Bean
    DatabaseClient databaseClient(ConnectionPool connectionFactory) {
        return DatabaseClient.create(connectionFactory);
    }

    @Bean
    R2dbcTransactionManager transactionManager(ConnectionPool connectionFactory) {
        return new R2dbcTransactionManager(connectionFactory);
    }

    @Bean
    TransactionalOperator transactionalOperator(R2dbcTransactionManager transactionManager) {
        return TransactionalOperator.create(transactionManager);
    }
}
