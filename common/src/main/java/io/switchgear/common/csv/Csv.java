package io.switchgear.common.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** CSV as RFC 4180 says, streamed, and safe to open in a spreadsheet: a cell that would be read as a formula is quoted by {@code '}. */
public final class Csv {

    public static final MediaType TEXT_CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private Csv() {}

    /** Whether the caller wants CSV: {@code format=csv} or {@code Accept: text/csv}. */
    public static boolean wanted(ServerHttpRequest request) {
        String format = request.getQueryParams().getFirst("format");
        if (format != null) {
            return format.equals("csv");
        }
        return request.getHeaders().getAccept().stream()
                .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.parseMediaType("text/csv")));
    }

    /** Streams a header and rows as a download. */
    public static Mono<Void> write(
            ServerHttpResponse response, String fileName, List<String> header, Flux<List<@Nullable Object>> rows) {
        response.getHeaders().setContentType(TEXT_CSV);
        response.getHeaders()
                .setContentDisposition(
                        ContentDisposition.attachment().filename(fileName).build());
        Flux<DataBuffer> lines = Flux.concat(Mono.just(line(header)), rows.map(Csv::line))
                .map(line -> response.bufferFactory().wrap(line.getBytes(StandardCharsets.UTF_8)));
        return response.writeWith(lines);
    }

    static String line(List<? extends @Nullable Object> cells) {
        var line = new StringBuilder();
        for (Object cell : cells) {
            line.append(cell(cell)).append(",");
        }
        line.setLength(Math.max(0, line.length() - 1));
        return line.append("\r\n").toString();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quote =
                text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
