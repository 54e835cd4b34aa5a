package io.switchgear.health.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.Cursor;
import io.switchgear.common.paging.Page;
import io.switchgear.health.intake.Flaws;
import io.switchgear.health.row.Columns;

/**
 * The queue and the log of deliveries. A sender claims a delivery for a while, by PostgreSQL's clock: if it dies, another one
 * follows, and the receiver may get the same message twice, under the same id.
 */
@Component
class Deliveries {

    private static final int AT_ONCE = 20;

    private static final String CLAIM = """
        with due as (
          select d.workspace_id, d.webhook_id, d.id
          from webhooks w cross join lateral (
            select * from webhook_deliveries q
            where q.workspace_id = w.workspace_id and q.webhook_id = w.id and q.status = 'pending'
              and q.next_attempt_at <= now() and (q.claimed_until is null or q.claimed_until < now())
            order by q.next_attempt_at limit :at_once for update skip locked) d
          where w.enabled and not w.id = any(:busy)
        )
        update webhook_deliveries d
        set claimed_until = now() + make_interval(secs => :claim), attempts = attempts + 1
        from due where (d.workspace_id, d.webhook_id, d.id) = (due.workspace_id, due.webhook_id, due.id)
        returning d.workspace_id, d.webhook_id, d.id, d.payload, d.attempts, d.created_at\
        """;

    private final DatabaseClient database;
    private final WebhookProperties properties;

    Deliveries(DatabaseClient database, WebhookProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Some of what is due, oldest first, of webhooks that are not {@code busy}. */
    Flux<Message> claim(Collection<UUID> busy) {
        return database.sql(CLAIM)
                .bind("at_once", AT_ONCE)
                .bind("busy", busy.toArray(UUID[]::new))
                .bind("claim", properties.timeout().multipliedBy(AT_ONCE + 2L).toMillis() / 1000.0)
                .map(row -> new Claimed(
                        new Message(
                                Columns.uuid(row, "workspace_id"),
                                Columns.uuid(row, "webhook_id"),
                                Columns.uuid(row, "id"),
                                Columns.text(row, "payload"),
                                Math.toIntExact(Columns.number(row, "attempts"))),
                        Columns.time(row, "created_at")))
                .all()
                .sort(java.util.Comparator.comparing(Claimed::createdAt))
                .map(Claimed::message);
    }

    private record Claimed(Message message, Instant createdAt) {}

    /** A delivery that is attempted by the caller, once. */
    Mono<Message> test(UUID workspace, UUID webhook, UUID id, String payload) {
        return database.sql("""
            insert into webhook_deliveries
              (workspace_id, webhook_id, id, event_type, payload, status, attempts, next_attempt_at, claimed_until)
            values (:workspace, :webhook, :id, 'webhook.test', :payload, 'pending', 1, now(), now() + interval '1 hour')\
            """)
                .bind("workspace", workspace)
                .bind("webhook", webhook)
                .bind("id", id)
                .bind("payload", payload)
                .then()
                .thenReturn(new Message(workspace, webhook, id, payload, 1));
    }

    /** Writes down how an attempt ended; {@code next} is null if there will be no other. */
    Mono<Delivery> settle(Message message, Attempt attempt, @Nullable Duration next) {
        String status = attempt.succeeded() ? "delivered" : next == null ? "failed" : "pending";
        var statement = database.sql("""
            update webhook_deliveries set status = :status, claimed_until = null,
              next_attempt_at = case when :status = 'pending' then now() + make_interval(secs => :wait) end,
              delivered_at = case when :status = 'delivered' then now() end,
              status_code = :code, error = :error, duration_ms = :duration
            where workspace_id = :workspace and webhook_id = :webhook and id = :id returning *\
            """)
                .bind("status", status)
                .bind("wait", next == null ? 0.0 : jittered(next))
                .bind("duration", attempt.duration().toMillis())
                .bind("workspace", message.workspace())
                .bind("webhook", message.webhook())
                .bind("id", message.id());
        Integer code = attempt.statusCode();
        statement = code == null ? statement.bindNull("code", Integer.class) : statement.bind("code", code);
        String error = Flaws.clean(attempt.failure());
        statement = error == null ? statement.bindNull("error", String.class) : statement.bind("error", error);
        return statement.map(Deliveries::delivery).one();
    }

    /** In seconds; up to a tenth longer, so that what failed together is not repeated together. */
    private static double jittered(Duration wait) {
        return wait.toMillis() / 1000.0 * (1 + ThreadLocalRandom.current().nextDouble() / 10);
    }

    /** Newest first. */
    Mono<Page<Delivery>> page(UUID workspace, UUID webhook, int limit, @Nullable String after) {
        Cursor cursor = Cursor.decode(after, 2);
        var statement = database.sql(
                        String.format(Locale.ROOT, """
                            select * from webhook_deliveries where workspace_id = :workspace and webhook_id = :webhook %s
                            order by created_at desc, id desc limit :limit\
                            """, cursor == null ? "" : "and (created_at, id) < (:at, :id)"))
                .bind("workspace", workspace)
                .bind("webhook", webhook)
                .bind("limit", limit + 1);
        if (cursor != null) {
            try {
                statement = statement
                        .bind("at", Instant.parse(cursor.parts().get(0)))
                        .bind("id", UUID.fromString(cursor.parts().get(1)));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw Cursor.unreadable();
            }
        }
        return statement
                .map(Deliveries::delivery)
                .all()
                .collectList()
                .map((List<Delivery> rows) -> Page.of(rows, limit, last -> Cursor.encode(last.createdAt(), last.id())));
    }

    Mono<Void> forget() {
        return database.sql("delete from webhook_deliveries where created_at < now() - make_interval(secs => :age)")
                .bind("age", (double) properties.log().toSeconds())
                .then();
    }

    private static Delivery delivery(Readable row) {
        Long code = Columns.maybeNumber(row, "status_code");
        return new Delivery(
                Columns.uuid(row, "id"),
                Columns.text(row, "event_type"),
                Columns.text(row, "status"),
                Math.toIntExact(Columns.number(row, "attempts")),
                code == null ? null : Math.toIntExact(code),
                Columns.maybeText(row, "error"),
                Columns.maybeNumber(row, "duration_ms"),
                Columns.time(row, "created_at"),
                Columns.maybeTime(row, "next_attempt_at"),
                Columns.maybeTime(row, "delivered_at"));
    }
}
