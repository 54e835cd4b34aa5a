package io.switchgear.query.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** Filtered lists over many days, of which only some have what is looked for. */
class FacetsIT extends RunningService {

    @Autowired
    private Partitions partitions;

    /** One trace; its id. */
    private String send(String service, int daysAgo, long millis, String error) {
        String trace = Otlp.traceId();
        var span =
                Otlp.span(trace, Otlp.spanId(), null, "GET /" + service, now.minus(Duration.ofDays(daysAgo)), millis);
        send(apiKey(), Otlp.from(service, error == null ? span : span.setStatus(Otlp.failed(error))));
        return trace;
    }

    private List<String> pages(String query) {
        return traceIds(2, query);
    }

    @Test
    void pagesGoOnThroughTheDays() {
        var wanted = new ArrayList<String>();
        for (int daysAgo : new int[] {0, 2, 3, 9, 21}) {
            send("common", daysAgo, 3, null);
            wanted.add(send("rare", daysAgo, 700, "quota of " + daysAgo + " exceeded"));
        }
        assertThat(pages("service=rare")).isEqualTo(wanted);
        assertThat(pages("status=error")).isEqualTo(wanted);
        assertThat(pages("min_duration_ms=700")).isEqualTo(wanted);
        assertThat(pages("min_duration_ms=701")).isEmpty();
        assertThat(pages("q=EXCEEDED")).isEqualTo(wanted);
        assertThat(pages("q=of%209%20exc")).containsExactly(wanted.get(3));
        assertThat(pages("q=exceeded&service=common")).isEmpty();
        assertThat(pages("q=exceeded&service=rare&range=7d")).isEqualTo(wanted.subList(0, 3));
        assertThat(pages("service=nobody")).isEmpty();
    }

    /** A span that comes later changes what its trace is found by. */
    @Test
    void aTraceIsFoundByWhatItHasBecome() {
        String trace = Otlp.traceId();
        String root = Otlp.spanId();
        send(apiKey(), Otlp.from("db", Otlp.span(trace, Otlp.spanId(), root, "select", now.minusSeconds(5), 2)));
        assertThat(pages("service=db")).containsExactly(trace);
        send(
                apiKey(),
                Otlp.from(
                        "shop",
                        Otlp.span(trace, root, null, "POST /order", now.minusSeconds(6), 4000)
                                .setStatus(Otlp.failed("declined"))));
        assertThat(pages("service=shop&status=error&min_duration_ms=3000")).containsExactly(trace);
        assertThat(pages("q=declined")).containsExactly(trace);
        assertThat(pages("q=select")).containsExactly(trace);
        // Asked before: cached until the data generation advances.
        Await.until(() -> assertThat(pages("service=db")).isEmpty());
    }

    @Test
    void theyGoWithTheirTraces() {
        send("old", 9, 5, "card 4711 declined");
        send("new", 2, 5, null);
        http.put()
                .uri("/api/v1/settings/retention")
                .headers(IDS.user("query-service", workspace, Role.ADMIN))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"spans_days\":7,\"rollups_days\":90}")
                .exchange()
                .expectStatus()
                .isOk();
        partitions.maintain().block();
        for (String table : List.of("spans", "traces", "trace_shapes", "trace_texts")) {
            assertThat(count("select count(*) from " + table + " where workspace_id = :workspace"))
                    .as(table)
                    .isEqualTo(1);
        }
        assertThat(pages("q=4711")).isEmpty();
        assertThat(pages("service=new")).hasSize(1);
    }
}
