package io.switchgear.router.telemetry;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.jspecify.annotations.Nullable;

import io.switchgear.common.genai.GenAi;

/** Spans of one workspace as an OTLP {@link ResourceSpans}. Not thread-safe. */
final class Spans {

    private final Protobuf out = new Protobuf();
    private final int scopeSpans;

    /** @param instance of this service */
    Spans(UUID workspace, String instance) {
        int resource = out.begin(ResourceSpans.RESOURCE_FIELD_NUMBER);
        new Attributes(out, Resource.ATTRIBUTES_FIELD_NUMBER)
                .put(GenAi.SERVICE_NAME, "router-service")
                .put(GenAi.SERVICE_INSTANCE, instance)
                .put(GenAi.WORKSPACE, workspace.toString());
        out.end(resource);
        scopeSpans = out.begin(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER);
        int scope = out.begin(ScopeSpans.SCOPE_FIELD_NUMBER);
        out.text(InstrumentationScope.NAME_FIELD_NUMBER, "switchgear.router");
        out.end(scope);
    }

    /**
     * What every span says.
     *
     * @param error null if it went well
     */
    record Head(
            TraceContext context,
            String name,
            Span.SpanKind kind,
            Instant start,
            Instant end,
            @Nullable String error) {}

    Spans add(Head span, Consumer<Attributes> attributes) {
        return add(span, attributes, null);
    }

    /** @param event that the span has at its end; null for none */
    Spans add(Head span, Consumer<Attributes> attributes, @Nullable Event event) {
        int begun = out.begin(ScopeSpans.SPANS_FIELD_NUMBER);
        TraceContext context = span.context();
        out.hex(Span.TRACE_ID_FIELD_NUMBER, context.traceId());
        out.hex(Span.SPAN_ID_FIELD_NUMBER, context.spanId());
        if (context.parentId() != null) {
            out.hex(Span.PARENT_SPAN_ID_FIELD_NUMBER, context.parentId());
        }
        out.text(Span.NAME_FIELD_NUMBER, span.name());
        out.number(Span.KIND_FIELD_NUMBER, span.kind().getNumber());
        out.fixed64(Span.START_TIME_UNIX_NANO_FIELD_NUMBER, nanos(span.start()));
        out.fixed64(Span.END_TIME_UNIX_NANO_FIELD_NUMBER, nanos(span.end()));
        attributes.accept(new Attributes(out, Span.ATTRIBUTES_FIELD_NUMBER));
        if (event != null) {
            int happened = out.begin(Span.EVENTS_FIELD_NUMBER);
            out.fixed64(Span.Event.TIME_UNIX_NANO_FIELD_NUMBER, nanos(span.end()));
            out.text(Span.Event.NAME_FIELD_NUMBER, event.name());
            event.attributes().accept(new Attributes(out, Span.Event.ATTRIBUTES_FIELD_NUMBER));
            out.end(happened);
        }
        status(span.error());
        out.end(begun);
        return this;
    }

    /** Something that happened. */
    record Event(String name, Consumer<Attributes> attributes) {}

    private void status(@Nullable String error) {
        int status = out.begin(Span.STATUS_FIELD_NUMBER);
        if (error != null) {
            out.text(Status.MESSAGE_FIELD_NUMBER, error);
        }
        var code = error == null ? Status.StatusCode.STATUS_CODE_OK : Status.StatusCode.STATUS_CODE_ERROR;
        out.number(Status.CODE_FIELD_NUMBER, code.getNumber());
        out.end(status);
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    /** The whole; nothing can be added afterwards. */
    byte[] written() {
        out.end(scopeSpans);
        return out.written();
    }
}
