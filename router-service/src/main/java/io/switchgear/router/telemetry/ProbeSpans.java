package io.switchgear.router.telemetry;

import io.opentelemetry.proto.trace.v1.Span;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;

/** A probe as an OpenTelemetry span, linked to the circuit event that it caused by that event's version. It is no inference. Pure. */
final class ProbeSpans {

    private ProbeSpans() {}

    /** @return an {@link io.opentelemetry.proto.trace.v1.ResourceSpans} */
    static byte[] of(ProbeRecord probe, String instance) {
        var head = new Spans.Head(
                probe.span(),
                "probe " + probe.provider(),
                Span.SpanKind.SPAN_KIND_CLIENT,
                probe.startedAt(),
                probe.endedAt(),
                probe.error());
        return new Spans(probe.workspaceId(), instance)
                .add(head, span -> attributes(probe, span), event(probe))
                .written();
    }

    private static void attributes(ProbeRecord probe, Attributes span) {
        span.put(GenAi.KIND, "probe")
                .put(GenAi.PROVIDER, probe.provider())
                .put(GenAi.PROVIDER_NAME, probe.providerType())
                .put(GenAi.CIRCUIT_STATE, probe.circuit().wire())
                .put("switchgear.probe.outcome", probe.outcome())
                .put(GenAi.HTTP_STATUS, probe.status() == null ? null : (long) probe.status())
                .put(GenAi.ERROR_TYPE, probe.error() == null ? null : probe.outcome())
                .put("switchgear.circuit.event.version", probe.event());
    }

    private static Spans.@Nullable Event event(ProbeRecord probe) {
        Long version = probe.event();
        return version == null
                ? null
                : new Spans.Event(
                        "switchgear.circuit",
                        event -> event.put(GenAi.PROVIDER, probe.provider())
                                .put("switchgear.circuit.from", probe.circuit().wire())
                                .put("switchgear.circuit.to", probe.after().wire())
                                .put("switchgear.circuit.event.version", version.toString()));
    }
}
