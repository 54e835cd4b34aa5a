package io.switchgear.query.rollup;

import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

import io.switchgear.query.span.GenAiCall;
import io.switchgear.query.span.Span;

import static io.switchgear.query.bulk.Columns.required;

/**
 * What counts are kept apart by. Absent text is empty.
 *
 * @param workspace the tenant
 * @param kind what is counted: {@link #REQUEST}, {@link #ATTEMPT} or {@link #OPERATION}
 * @param service {@code service.name}
 * @param provider of the call
 * @param model that answered, else the one asked for
 * @param apiKey that the router was called with
 * @param status {@code ok}, {@code error}, {@code cancelled}
 */
public record Series(
        UUID workspace, String kind, String service, String provider, String model, String apiKey, String status) {

    /** One inference, counted once. */
    public static final String REQUEST = "request";

    /** One try of the router at one target. */
    public static final String ATTEMPT = "attempt";

    /** One entry into a service. */
    public static final String OPERATION = "operation";

    /** All of a workspace's requests together; sketches only. */
    public static final String ALL = "all";

    /** Service, provider, model and key of what a workspace has too many combinations of. */
    public static final String OTHER = "other";

    /** The series that a stored inference is counted in. */
    public static Series of(Readable row) {
        String answered = row.get("response_model", String.class);
        var series = new Series(
                required(row, "workspace_id", UUID.class),
                REQUEST,
                required(row, "service", String.class),
                orEmpty(row.get("provider", String.class)),
                orEmpty(answered != null ? answered : row.get("request_model", String.class)),
                orEmpty(row.get("api_key", String.class)),
                required(row, "status", String.class));
        return required(row, "other", Boolean.class) ? series.other() : series;
    }

    /** The series that a span is counted in. */
    public static Series of(Span span, String kind) {
        GenAiCall call = span.call();
        var series = new Series(
                span.workspace(),
                kind,
                span.service(),
                orEmpty(call.provider()),
                orEmpty(call.model()),
                orEmpty(call.apiKey()),
                span.status().wire());
        return span.other() ? series.other() : series;
    }

    private Series other() {
        return new Series(workspace, kind, OTHER, OTHER, OTHER, OTHER, status);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
