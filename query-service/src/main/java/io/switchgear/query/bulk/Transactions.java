package io.switchgear.query.bulk;

import java.util.function.Function;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Transactions on PostgreSQL's own connection, which can COPY; the abstraction over drivers cannot. */
@Component
public class Transactions {

    private final ConnectionPool pool;

    Transactions(ConnectionPool pool) {
        this.pool = pool;
    }

    /** Runs {@code work} in a transaction of its own: committed before the result is emitted, rolled back on error. */
    public <T> Mono<T> in(Function<Session, Mono<T>> work) {
        return Mono.usingWhen(
                pool.create(),
                connection -> within(unwrap(connection), work),
                Connection::close,
                (connection, error) -> rollback(connection),
                Transactions::rollback);
    }

    private static <T> Mono<T> within(PostgresqlConnection connection, Function<Session, Mono<T>> work) {
        return connection
                .beginTransaction()
                .then(Mono.defer(() -> work.apply(new Session(connection))))
                .flatMap(result -> connection.commitTransaction().thenReturn(result))
                .switchIfEmpty(Mono.defer(() -> connection.commitTransaction().then(Mono.empty())));
    }

    private static Mono<Void> rollback(Connection connection) {
        return Mono.from(connection.rollbackTransaction())
                .onErrorComplete()
                .then(Mono.defer(() -> Mono.from(connection.close())));
    }

    private static PostgresqlConnection unwrap(Connection connection) {
        if (connection instanceof PostgresqlConnection postgres) {
            return postgres;
        }
        if (connection instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection inner) {
            return unwrap(inner);
        }
        throw new IllegalStateException("Not a connection to PostgreSQL: " + connection.getClass());
    }
}
