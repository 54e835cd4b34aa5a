package io.switchgear.health.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.secret.SecretBox;
import io.switchgear.health.row.Columns;
import io.switchgear.health.webhook.WebhookDocument.Checked;

/** Stores webhooks; their secrets sealed. */
@Component
class Webhooks {

    private static final String COLUMNS = " id, name, url, events, enabled, revision, created_at, updated_at ";

    private final DatabaseClient database;
    private final SecretBox box;
    private final WebhookProperties properties;

    Webhooks(DatabaseClient database, SecretBox box, WebhookProperties properties) {
        this.database = database;
        this.box = box;
        this.properties = properties;
    }

    Flux<Webhook> all(UUID workspace) {
        return database.sql("select" + COLUMNS + "from webhooks where workspace_id = :workspace order by name")
                .bind("workspace", workspace)
                .map(Webhooks::webhook)
                .all();
    }

    /** Ends with 404 if there is none. */
    Mono<Webhook> find(UUID workspace, UUID id) {
        return database.sql("select" + COLUMNS + "from webhooks where workspace_id = :workspace and id = :id")
                .bind("workspace", workspace)
                .bind("id", id)
                .map(Webhooks::webhook)
                .one()
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("webhook", id)));
    }

    /** Ends with 409 if there is one of that name, or too many. */
    Mono<Webhook> create(UUID workspace, Checked wish) {
        UUID id = UUID.randomUUID();
        String secret = wish.secret() == null ? Signature.newSecret() : wish.secret();
        return database.sql("insert into webhooks (workspace_id, id, name, url, events, enabled, secret, revision)"
                        + " select :workspace, :id, :name, :url, :events, :enabled, :secret, 1"
                        + " where (select count(*) from webhooks where workspace_id = :workspace) < :most"
                        + " returning" + COLUMNS)
                .bind("workspace", workspace)
                .bind("id", id)
                .bind("name", wish.name())
                .bind("url", wish.url())
                .bind("events", wish.events().toArray(String[]::new))
                .bind("enabled", wish.enabled())
                .bind("secret", box.seal(secret, context(workspace, id)))
                .bind("most", (long) properties.perWorkspace())
                .map(Webhooks::webhook)
                .one()
                .map(created -> created.with(secret))
                .switchIfEmpty(Mono.error(() -> ProblemException.conflict(
                        "too_many_webhooks", "A workspace has at most " + properties.perWorkspace() + " webhooks.")))
                .onErrorMap(DataIntegrityViolationException.class, taken -> exists(wish.name()));
    }

    /** The secret stays if the wish has none. Ends with 409 if the name is another's; empty if the revision has passed. */
    Mono<Webhook> replace(UUID workspace, Webhook former, Checked wish) {
        var change = database.sql("update webhooks set name = :name, url = :url, events = :events, enabled = :enabled,"
                        + " secret = coalesce(:secret, secret), revision = revision + 1, updated_at = now()"
                        + " where workspace_id = :workspace and id = :id and revision = :revision returning" + COLUMNS)
                .bind("workspace", workspace)
                .bind("id", former.id())
                .bind("revision", former.revision())
                .bind("name", wish.name())
                .bind("url", wish.url())
                .bind("events", wish.events().toArray(String[]::new))
                .bind("enabled", wish.enabled());
        String secret = wish.secret();
        change = secret == null
                ? change.bindNull("secret", byte[].class)
                : change.bind("secret", box.seal(secret, context(workspace, former.id())));
        return change.map(Webhooks::webhook)
                .one()
                .map(changed -> secret == null ? changed : changed.with(secret))
                .onErrorMap(DataIntegrityViolationException.class, taken -> exists(wish.name()));
    }

    Mono<Void> delete(UUID workspace, UUID id) {
        return database.sql("""
            with gone as (delete from webhooks where workspace_id = :workspace and id = :id)
            delete from webhook_deliveries where workspace_id = :workspace and webhook_id = :id\
            """).bind("workspace", workspace).bind("id", id).then();
    }

    /** For an address that says that it is gone. */
    Mono<Void> disable(UUID workspace, UUID id) {
        return database.sql("update webhooks set enabled = false, revision = revision + 1, updated_at = now()"
                        + " where workspace_id = :workspace and id = :id")
                .bind("workspace", workspace)
                .bind("id", id)
                .then();
    }

    /** Where deliveries go, and what they are signed with. */
    Mono<Receiver> receiver(UUID workspace, UUID id) {
        return database.sql("select url, secret from webhooks where workspace_id = :workspace and id = :id")
                .bind("workspace", workspace)
                .bind("id", id)
                .map(row -> new Receiver(
                        Columns.text(row, "url"),
                        box.openText(Objects.requireNonNull(row.get("secret", byte[].class)), context(workspace, id))))
                .one();
    }

    /** Whom a delivery goes to. */
    record Receiver(String url, String secret) {

        /** Never prints the secret. */
        @Override
        public String toString() {
            return "Receiver[" + url + "]";
        }
    }

    private static ProblemException exists(String name) {
        return ProblemException.conflict("webhook_exists", "There is a webhook '" + name + "' already.");
    }

    private static String context(UUID workspace, UUID id) {
        return "webhook:" + workspace + ":" + id;
    }

    private static Webhook webhook(Readable row) {
        String @Nullable [] events = row.get("events", String[].class);
        return new Webhook(
                Columns.uuid(row, "id"),
                Columns.text(row, "name"),
                Columns.text(row, "url"),
                events == null ? List.of() : Arrays.asList(events),
                Columns.flag(row, "enabled"),
                null,
                Columns.number(row, "revision"),
                Columns.time(row, "created_at"),
                Columns.time(row, "updated_at"));
    }
}
