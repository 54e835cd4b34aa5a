package io.switchgear.router.telemetry;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

import io.switchgear.common.genai.GenAi;

/** A probe as an OpenTelemetry span, linked to the circuit event that it caused by that event's version. It is no inference. Pure. */
final class ProbeSpans {

    private ProbeSpans() {}

    static ResourceSpans of(ProbeRecord probe, String instance) {
        return ResourceSpans.newBuilder()
                .setResource(CallSpans.resource(probe.workspaceId(), instance))
                .addScopeSpans(ScopeSpans.newBuilder().setScope(CallSpans.SCOPE).addSpans(span(probe)))
                .build();
    }

    private static Span span(ProbeRecord probe) {
        var span = CallSpans.span(
                probe.span(),
                "probe " + probe.provider(),
                Span.SpanKind.SPAN_KIND_CLIENT,
                probe.startedAt(),
                probe.endedAt());
        new Attributes(span)
                .put(GenAi.KIND, "probe")
                .put(GenAi.PROVIDER, probe.provider())
                .put(GenAi.PROVIDER_NAME, probe.providerType())
                .put(GenAi.CIRCUIT_STATE, probe.circuit().wire())
                .put("switchgear.probe.outcome", probe.outcome())
                .put(GenAi.HTTP_STATUS, probe.status() == null ? null : (long) probe.status())
                .put(GenAi.ERROR_TYPE, probe.error() == null ? null : probe.outcome())
                .put("switchgear.circuit.event.version", probe.event());
        if (probe.event() != null) {
            span.addEvents(Span.Event.newBuilder()
                    .setTimeUnixNano(CallSpans.nanos(probe.endedAt()))
                    .setName("switchgear.circuit")
                    .addAttributes(Attributes.of(GenAi.PROVIDER, probe.provider()))
                    .addAttributes(Attributes.of(
                            "switchgear.circuit.from", probe.circuit().wire()))
                    .addAttributes(
                            Attributes.of("switchgear.circuit.to", probe.after().wire()))
                    .addAttributes(Attributes.of(
                            "switchgear.circuit.event.version", probe.event().toString())));
        }
        return span.setStatus(CallSpans.status(probe.error())).build();
    }
}
