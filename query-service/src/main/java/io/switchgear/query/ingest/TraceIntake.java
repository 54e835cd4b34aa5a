package io.switchgear.query.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.switchgear.query.price.PriceBook;
import io.switchgear.query.span.Span;
import io.switchgear.query.span.SpanMapper;

/** Turns an OTLP request into spans to store, and those to refuse. */
@Component
class TraceIntake {

    private final Acceptance acceptance;
    private final PriceBook prices;

    TraceIntake(Acceptance acceptance, PriceBook prices) {
        this.acceptance = acceptance;
        this.prices = prices;
    }

    List<Span> accept(Sender sender, ExportTraceServiceRequest request, Rejections rejections) {
        var accepted = new ArrayList<Span>();
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            var resource = sender.attributesOf(resourceSpans.getResource());
            UUID workspace = sender.workspaceOf(resource);
            String service = Sender.serviceOf(resource);
            for (ScopeSpans scope : resourceSpans.getScopeSpansList()) {
                if (workspace == null) {
                    rejections.add(Sender.NO_WORKSPACE, scope.getSpansCount());
                    continue;
                }
                for (var sent : scope.getSpansList()) {
                    String reason = refused(workspace, sent);
                    if (reason == null) {
                        accepted.add(prices.priced(SpanMapper.map(workspace, service, sender.trusted(), sent)));
                    } else {
                        rejections.add(reason);
                    }
                }
            }
        }
        return accepted;
    }

    private @Nullable String refused(UUID workspace, io.opentelemetry.proto.trace.v1.Span sent) {
        String invalid = SpanMapper.invalid(sent);
        return invalid != null ? invalid : acceptance.refused(workspace, SpanMapper.startedAt(sent));
    }
}
