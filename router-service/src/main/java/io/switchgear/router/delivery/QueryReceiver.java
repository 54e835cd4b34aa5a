package io.switchgear.router.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;
import io.switchgear.router.spool.RecordType;
import io.switchgear.router.spool.SpoolRecord;

/** Calls go to query-service as OTLP/HTTP, protobuf, gzip. */
@Component
class QueryReceiver implements Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(QueryReceiver.class);
    private static final MediaType PROTOBUF = MediaType.parseMediaType("application/x-protobuf");

    private final Siblings siblings;

    QueryReceiver(Siblings siblings) {
        this.siblings = siblings;
    }

    @Override
    public String name() {
        return "query-service";
    }

    @Override
    public Set<RecordType> wanted() {
        return Set.of(RecordType.CALL);
    }

    @Override
    public Mono<Void> deliver(List<SpoolRecord> records) {
        return Mono.fromCallable(() -> compressed(records))
                .flatMap(body -> siblings.client(Service.QUERY)
                        .post()
                        .uri("/v1/traces")
                        .contentType(PROTOBUF)
                        .accept(PROTOBUF)
                        .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                        .bodyValue(body)
                        .exchangeToMono(Answers::bodyOfAccepted))
                .doOnNext(QueryReceiver::partialSuccess)
                .then();
    }

    /** An {@link ExportTraceServiceRequest}: what is in the spool is its repeated field already, so nothing is read and written again. */
    private static byte[] compressed(List<SpoolRecord> records) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new Gzip(bytes)) {
            var request = CodedOutputStream.newInstance(gzip);
            for (SpoolRecord record : records) {
                request.writeByteArray(ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER, record.payload());
            }
            request.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** At its fastest: spans repeat themselves so much that more effort saves little. */
    private static final class Gzip extends GZIPOutputStream {

        Gzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static void partialSuccess(byte[] body) {
        try {
            var partial = ExportTraceServiceResponse.parseFrom(body).getPartialSuccess();
            if (partial.getRejectedSpans() > 0) {
                LOG.warn(
                        "query-service has rejected {} spans: {}",
                        partial.getRejectedSpans(),
                        partial.getErrorMessage());
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.debug("query-service's answer cannot be read: {}", e.toString());
        }
    }
}
