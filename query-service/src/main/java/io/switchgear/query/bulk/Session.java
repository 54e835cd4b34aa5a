package io.switchgear.query.bulk;

import java.util.function.Function;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One transaction's connection. */
public final class Session {

    private final PostgresqlConnection connection;

    Session(PostgresqlConnection connection) {
        this.connection = connection;
    }

    /** Rows of a statement whose parameters are {@code $1}, {@code $2} … */
    public <T> Flux<T> query(String sql, Function<? super Readable, T> row, Object... parameters) {
        return Flux.defer(() -> {
            var statement = connection.createStatement(sql);
            for (int i = 0; i < parameters.length; i++) {
                statement.bind("$" + (i + 1), parameters[i]);
            }
            return statement.execute().concatMap(result -> result.map(row));
        });
    }

    /** Runs one statement with parameters, or several without. */
    public Mono<Long> execute(String sql, Object... parameters) {
        return Mono.defer(() -> {
            var statement = connection.createStatement(sql);
            for (int i = 0; i < parameters.length; i++) {
                statement.bind("$" + (i + 1), parameters[i]);
            }
            return statement.execute().concatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
        });
    }

    /** Appends rows to a table. */
    public Mono<Long> copy(String table, CopyRows rows) {
        if (rows.isEmpty()) {
            return Mono.just(0L);
        }
        return connection.copyIn(
                "copy " + table + " (" + rows.columnList() + ") from stdin (format binary)",
                Mono.fromSupplier(rows::encoded));
    }

    /** A temporary table like {@code table}, empty, named {@code staged_<table>}; it is emptied again by the commit. */
    public Mono<Void> stage(String table) {
        return execute("create temporary table if not exists staged_" + table + " (like " + table
                        + " including defaults) on commit delete rows")
                .then();
    }
}
