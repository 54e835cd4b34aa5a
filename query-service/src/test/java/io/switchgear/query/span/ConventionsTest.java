package io.switchgear.query.span;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.switchgear.query.testing.Otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every name of every convention, one by one and as the libraries send them. */
class ConventionsTest {

    private static GenAiCall read(Object... attributes) {
        var sent = Otlp.span(
                Otlp.traceId(), Otlp.spanId(), Otlp.spanId(), "n", Instant.EPOCH.plusSeconds(9), 5, attributes);
        return SpanMapper.map(UUID.randomUUID(), "service", false, sent.build()).call();
    }

    static Stream<Arguments> names() {
        return Stream.of(
                        names(Names.REQUEST_MODEL, "m", "m", GenAiCall::requestModel),
                        names(Names.RESPONSE_MODEL, "m-1", "m-1", GenAiCall::responseModel),
                        names(Names.PROVIDER, "Anthropic", "anthropic", GenAiCall::provider),
                        names(Names.INPUT_TOKENS, 12, 12L, call -> call.tokens().input()),
                        names(
                                Names.OUTPUT_TOKENS,
                                "7",
                                7L,
                                call -> call.tokens().output()),
                        names(
                                Names.CACHE_READ_TOKENS,
                                5,
                                5L,
                                call -> call.tokens().cacheRead()),
                        names(
                                Names.CACHE_WRITE_TOKENS,
                                6,
                                6L,
                                call -> call.tokens().cacheWrite()),
                        names(
                                Names.REASONING_TOKENS,
                                4.0,
                                4L,
                                call -> call.tokens().reasoning()),
                        names(Names.COST, 0.00125, 1_250_000L, GenAiCall::costNanoUsd),
                        names(Names.FIRST_TOKEN_SECONDS, 0.25, 250_000L, GenAiCall::firstTokenMicros),
                        names(Names.FIRST_TOKEN_MILLIS, 30, 30_000L, GenAiCall::firstTokenMicros),
                        names(Names.SESSION, "s", "s", GenAiCall::session),
                        names(Names.USER, "u", "u", GenAiCall::user),
                        names(Names.AGENT, "a", "a", GenAiCall::agent),
                        names(Names.TOOL, "t", "t", GenAiCall::tool),
                        names(Names.QUALITY, 0.75, 0.75, GenAiCall::quality))
                .flatMap(Function.identity());
    }

    private static Stream<Arguments> names(
            String[] names, Object sent, Object expected, Function<GenAiCall, Object> field) {
        return Stream.of(names)
                .filter(name -> !name.startsWith("switchgear."))
                .map(name -> arguments(name, sent, expected, field));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void everyNameIsRead(String name, Object sent, Object expected, Function<GenAiCall, Object> field) {
        assertThat(field.apply(read(name, sent))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "gen_ai.operation.name, chat, chat",
        "gen_ai.operation.name, invoke_agent, invoke_agent",
        "openinference.span.kind, LLM, chat",
        "openinference.span.kind, EMBEDDING, embeddings",
        "openinference.span.kind, AGENT, invoke_agent",
        "openinference.span.kind, TOOL, execute_tool",
        "openinference.span.kind, RETRIEVER, retrieval",
        "llm.request.type, chat, chat",
        "llm.request.type, completion, text_completion",
        "llm.request.type, embedding, embeddings",
        "traceloop.span.kind, workflow, invoke_workflow",
        "traceloop.span.kind, agent, invoke_agent",
        "traceloop.span.kind, tool, execute_tool"
    })
    void operationsHaveOneName(String name, String sent, String expected) {
        assertThat(read(name, sent).operation()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "OpenAI, openai",
        "az.ai.openai, azure.ai.openai",
        "AWS, aws.bedrock",
        "vertex_ai, gcp.vertex_ai",
        "Gemini, gcp.gemini",
        "mistralai, mistral_ai"
    })
    void providersHaveOneName(String sent, String expected) {
        assertThat(read("gen_ai.system", sent).provider()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "traceloop.span.kind, agent, planner, ",
        "traceloop.span.kind, tool, , planner",
        "traceloop.span.kind, workflow, , "
    })
    void anEntityIsWhatTheSpanIsOf(String kind, String value, String agent, String tool) {
        var call = read(kind, value, "traceloop.entity.name", "planner");
        assertThat(call.agent()).isEqualTo(agent);
        assertThat(call.tool()).isEqualTo(tool);
    }

    /** Of 1,000 tokens 900 came from the cache: some say 1,000 and 900, some 100 and 900. */
    @ParameterizedTest
    @CsvSource({"1000, 900, 1000", "100, 900, 1000", "100, , 100"})
    void inputIncludesWhatWasCached(Integer input, Integer cached, long expected) {
        var call = cached == null
                ? read("gen_ai.usage.input_tokens", input)
                : read("gen_ai.usage.input_tokens", input, "gen_ai.usage.cache_read_input_tokens", cached);
        assertThat(call.tokens().input()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "gen_ai.request.model, m, gen_ai.system, openai, chat",
        "llm.model_name, m, llm.provider, openai, ",
        "gen_ai.request.model, m, server.address, host, "
    })
    void aModelAndAProviderMakeACallOnlyWhereSomethingWasCalled(
            String one, String value, String other, String otherValue, String operation) {
        assertThat(read(one, value, other, otherValue).operation()).isEqualTo(operation);
    }
}
