package io.switchgear.query.price;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.database.SchemaMigration;
import io.switchgear.common.price.PriceBooks;
import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;
import io.switchgear.query.schedule.PeriodicJob;
import io.switchgear.query.span.Span;
import io.switchgear.query.span.SpanRole;

import static io.switchgear.query.bulk.Columns.required;

/** The router's prices, asked for again and again; the last ones are kept in PostgreSQL for a start without the router. */
@Component
public class PriceBook {

    private static final Duration REFRESH = Duration.ofSeconds(10);

    private final Siblings siblings;
    private final DatabaseClient database;
    private final JsonMapper json;
    private volatile Prices prices = Prices.NONE;
    private volatile @Nullable String tag;

    PriceBook(Siblings siblings, DatabaseClient database, JsonMapper json) {
        this.siblings = siblings;
        this.database = database;
        this.json = json;
    }

    @Bean
    PeriodicJob priceRefresh(SchemaMigration schema) {
        return new PeriodicJob("Reading prices", REFRESH, schema.migrated().then(recall()), this::refresh);
    }

    /** A customer's own call with its cost by the book; what the book does not know, and the router's own stamp, stay as they are. */
    public Span priced(Span span) {
        if (span.role() != SpanRole.INFERENCE) {
            return span;
        }
        var call = span.call();
        return prices.cost(span.workspace(), call.provider(), call.responseModel(), call.requestModel(), call.tokens())
                .map(cost -> span.priced(cost.nanoUsd(), cost.priceVersion()))
                .orElse(span);
    }

    Prices current() {
        return prices;
    }

    /** Asks the router now; fails if it does not answer. */
    Mono<Void> refresh() {
        return siblings.client(Service.ROUTER)
                .get()
                .uri("/internal/v1/prices")
                .headers(headers -> {
                    if (tag != null) {
                        headers.set(HttpHeaders.IF_NONE_MATCH, tag);
                    }
                })
                .exchangeToMono(response -> switch (response.statusCode().value()) {
                    case 304 -> response.releaseBody();
                    case 200 ->
                        response.bodyToMono(PriceBooks.class)
                                .flatMap(books -> keep(
                                        books,
                                        response.headers().asHttpHeaders().getETag()));
                    default -> response.createException().flatMap(Mono::<Void>error);
                });
    }

    private Mono<Void> keep(PriceBooks books, @Nullable String newTag) {
        prices = new Prices(books);
        tag = newTag;
        return database.sql("""
            insert into price_book (id, body) values (1, :body)
            on conflict (id) do update set body = :body, updated_at = statement_timestamp()
            """).bind("body", json.writeValueAsString(books)).then();
    }

    private Mono<Void> recall() {
        return database.sql("select body from price_book where id = 1")
                .map(row -> required(row, "body", String.class))
                .one()
                .doOnNext(body -> prices = new Prices(json.readValue(body, PriceBooks.class)))
                .onErrorComplete()
                .then();
    }
}
