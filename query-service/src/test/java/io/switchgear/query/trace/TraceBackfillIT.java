package io.switchgear.query.trace;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces as a release left them that knew neither shapes nor texts. */
class TraceBackfillIT extends RunningService {

    /** More than a batch a day. */
    private static final int TRACES = 5000;

    private static final int DAYS = 3;

    @Autowired
    private TraceBackfill backfill;

    private void leftByTheReleaseBefore() {
        database.sql("""
            insert into traces (workspace_id, day, trace_id, listed_at, first_day, last_day, entry_span_id, entry_is_root,
                started_at, duration_us, name, service, status, input_tokens, output_tokens, cost_nano_usd, attempts, spans,
                requests, inferences, error, search)
            select :workspace, (at at time zone 'UTC')::date, gen_random_uuid(), at, (at at time zone 'UTC')::date,
                (at at time zone 'UTC')::date, i, true, at, case when i % 50 = 0 then 9000000 else 5000 end, 'GET /' || i % 7,
                'service-' || i % 5, case when i % 100 = 0 then 'error' else 'ok' end, 0, 0, 0, 0, 1, 0, 0,
                case when i % 100 = 0 then 'card declined' end,
                'get /' || i % 7 || case when i % 100 = 0 then E'\\ncard declined' else '' end
            from (select i, now() - make_interval(days => i % :days, secs => i) as at from generate_series(1, :traces) i) as t
            """)
                .bind("workspace", workspace)
                .bind("days", DAYS)
                .bind("traces", TRACES)
                .then()
                .block();
    }

    private List<String> pages(String query) {
        return traceIds(500, query);
    }

    @Test
    void theyAreFoundByFiltersAndText() {
        leftByTheReleaseBefore();
        assertThat(pages("range=7d")).hasSize(TRACES);
        Await.until(() -> {
            // Another replica's turn ends this one at once.
            backfill.run().block();
            assertThat(count("select count(*) from traces where workspace_id = :workspace and shape_id = 0"))
                    .isZero();
        });
        assertThat(pages("service=service-3")).hasSize(TRACES / 5).doesNotHaveDuplicates();
        assertThat(pages("status=error")).hasSize(TRACES / 100);
        assertThat(pages("min_duration_ms=8000")).hasSize(TRACES / 50);
        assertThat(pages("q=DECLINED")).hasSize(TRACES / 100);
        assertThat(pages("q=declined&status=ok")).isEmpty();
        // Statuses, services and durations of each day, and no more.
        assertThat(count("select count(*) from trace_shapes where workspace_id = :workspace"))
                .isLessThanOrEqualTo((DAYS + 1) * 2 * 5 * 2);
    }

    /** A span that comes later finds its trace, whether that has been described or not. */
    @Test
    void spansThatFollowBelongToThem() {
        leftByTheReleaseBefore();
        String trace = get("/api/v1/traces?limit=1")
                .path("items")
                .path(0)
                .path("trace_id")
                .stringValue();
        send(
                apiKey(),
                Otlp.from(
                        "late",
                        Otlp.span(trace, Otlp.spanId(), Otlp.spanId(), "follow", now.minusSeconds(2), 5)
                                .setStatus(Otlp.failed("lost the thread"))));
        Await.until(() -> assertThat(pages("q=thread")).containsExactly(trace));
    }
}
