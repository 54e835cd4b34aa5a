package io.switchgear.router;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.testing.Await;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** A second attempt beside one that is late. */
class HedgeIT extends RunningRouter {

    private final FakeProvider late = provider("late");
    private final FakeProvider quick = provider("quick");

    private void pool(String hedge) {
        router.pool(
                workspace,
                "pool",
                "{\"strategy\":\"priority\"," + hedge + "\"providers\":[{\"name\":\"late\",\"model\":\"m\"},"
                        + "{\"name\":\"quick\",\"model\":\"m\",\"priority\":1}]}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstContentWinsAndTheLoserIsCancelled(boolean stream) {
        pool("\"hedge\":{\"delay_ms\":200,\"max_percent\":100},");
        late.conduct((body, response) -> stream
                ? FakeProvider.events(
                        response,
                        Flux.just("data: " + late.chunk("role", "assistant") + "\n\n")
                                .concatWith(Flux.never()))
                : Mono.never());
        served("pool", stream, "quick", 2);
        assertThat(late.bodies()).hasSize(1);
        Await.until(() -> assertThat(late.closedConnections()).isEqualTo(1));
        router.get(workspace, ADMIN + "/circuit-breakers/late")
                .expectBody()
                .jsonPath("$.failures")
                .isEqualTo(0);
        Await.until(() -> assertThat(siblings.spans(workspace.toString()).stream()
                        .filter(span -> span.getName().equals("chat m")))
                .hasSize(2)
                .anySatisfy(span -> assertThat(span.toString()).contains("cancelled"))
                .anySatisfy(span -> assertThat(span.getAttributesList())
                        .anyMatch(attribute -> attribute.getKey().equals("switchgear.hedge")
                                && attribute.getValue().getBoolValue())));
    }

    @Test
    void aTargetInTimeHasNoRival() {
        pool("\"hedge\":{\"delay_ms\":2000,\"max_percent\":100},");
        served("pool", false, "late", 1);
        served("pool", true, "late", 1);
        assertThat(quick.bodies()).isEmpty();
    }

    @Test
    void aFailureIsDealtWithBeforeTheRivalWouldCome() {
        pool("\"hedge\":{\"delay_ms\":60000,\"max_percent\":100},");
        late.conduct((body, response) -> FakeProvider.status(response, 503, "overloaded"));
        served("pool", false, "quick", 2);
    }

    @Test
    void whenTheRivalFailsTheLateOneIsStillHeard() {
        pool("\"hedge\":{\"delay_ms\":100,\"max_percent\":100},");
        quick.conduct((body, response) -> FakeProvider.status(response, 503, "overloaded"));
        late.conduct((body, response) ->
                Flux.from(Mono.delay(Duration.ofMillis(800))).thenMany(FakeProvider.json(response, late.completion())));
        served("pool", false, "late", 2);
        assertThat(quick.bodies()).hasSize(1);
    }

    @Test
    void onlyAShareOfTheRequestsHasOne() {
        pool("\"hedge\":{\"delay_ms\":50,\"max_percent\":50},");
        late.conduct((body, response) ->
                Flux.from(Mono.delay(Duration.ofMillis(500))).thenMany(FakeProvider.json(response, late.completion())));
        for (int i = 0; i < 4; i++) {
            router.chat(workspace, "pool", false).expectStatus().isOk();
        }
        assertThat(late.bodies()).hasSize(4);
        assertThat(quick.bodies()).hasSize(2);
    }

    @Test
    void withoutADelayItIsThePools95thPercentile() {
        pool("\"hedge\":{\"max_percent\":100},");
        for (int i = 0; i < 20; i++) {
            served("pool", false, "late", 1);
        }
        late.conduct((body, response) -> Mono.never());
        served("pool", false, "quick", 2);
    }

    @Test
    void withoutTheSettingThereIsNone() {
        pool("");
        late.conduct((body, response) ->
                Flux.from(Mono.delay(Duration.ofMillis(500))).thenMany(FakeProvider.json(response, late.completion())));
        served("pool", false, "late", 1);
        assertThat(quick.bodies()).isEmpty();
    }
}
