package io.switchgear.simulator.control;

import java.util.LinkedHashMap;
import java.util.Map;

import io.switchgear.simulator.fault.FaultGrammar;

/** The answer to {@code GET /_sim}: everything a user needs to drive the simulator. */
public final class Help {

    private Help() {}

    public static Map<String, Object> document() {
        var help = new LinkedHashMap<String, Object>();
        help.put("what", "A fault-injecting LLM provider. Nothing here is a real model; one word is one token.");
        help.put("base_urls", Map.of("default", "/v1", "named", "/p/{provider}/v1"));
        help.put("calls", calls());
        help.put("grammar", "fault[=value][,times=n]; several joined by '!', the first that is not used up applies");
        help.put(
                "examples",
                Map.of(
                        "model",
                        "gpt-sim!status=429,retry-after=2,times=3",
                        "body",
                        Map.of("simulator", Map.of("output_tokens", 40, "fault", "cut=10"))));
        help.put("faults", FaultGrammar.HELP);
        help.put("order", "outage, required key, queue, caller's rules, standing faults, failure_rate");
        help.put(
                "sizes",
                "simulator: {input_tokens, output_tokens, cached_tokens, reasoning_tokens, latency_ms,"
                        + " tokens_per_second, fault}");
        return help;
    }

    /** The same for people: the answer to {@code GET /}. */
    public static String text() {
        var text = new StringBuilder("""
            Switchgear simulator: an LLM provider that fails on demand. Nothing here is a real model; one word is one token.

              curl localhost:8010/v1/chat/completions -d '{"model": "gpt-sim", "messages": [{"role": "user", "content": "hi"}]}'
              curl localhost:8010/v1/chat/completions -d '{"model": "gpt-sim!status=503,times=2", "messages": [...]}'
              curl -X PUT localhost:8010/_sim/providers/east -d '{"faults": ["cut=10"]}'     (base URL: /p/east/v1)

            Faults, after '!' in the model or in a list; several joined by '!'; times=n limits a fault to n requests:
            """);
        FaultGrammar.HELP.forEach((name, does) -> text.append("  %-18s%s%n".formatted(name, does)));
        text.append("\nCalls:\n");
        calls().forEach((call, body) ->
                text.append("  ").append(call).append("\n      ").append(body).append('\n'));
        return text.toString();
    }

    private static Map<String, String> calls() {
        var calls = new LinkedHashMap<String, String>();
        calls.put(
                "POST /v1/chat/completions, /v1/responses, /v1/embeddings, /v1/messages; GET /v1/models",
                "the provider");
        calls.put(
                "GET|PUT|DELETE /_sim/providers/{name}",
                "{faults, latency_ms, tokens_per_second, jitter, output_tokens, failure_rate, required_key, models}");
        calls.put(
                "GET|POST|DELETE /_sim/providers/{name}/outages[/{id}]",
                "{starts_in_ms, duration_ms, every_ms, status | fault}");
        calls.put("GET|POST|DELETE /_sim/providers/{name}/queue", "{faults}: one for each of the next requests");
        calls.put("GET|DELETE /_sim/attempts?provider&model&since", "what the providers saw, oldest first");
        calls.put(
                "GET /_sim/kubernetes, PUT|DELETE /_sim/kubernetes/{deployment}",
                "{stuck}: a deployment whose new pods never become ready");
        calls.put("DELETE /_sim", "forget every setting and attempt");
        return calls;
    }
}
