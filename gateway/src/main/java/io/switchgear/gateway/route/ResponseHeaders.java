package io.switchgear.gateway.route;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.netty.handler.codec.http.HttpHeaders;

/** The headers that a client gets: the service's, but for those of one hop and those that the gateway has set already. */
final class ResponseHeaders {

    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-request-id",
            "x-trace-id",
            "x-switchgear-token");

    private ResponseHeaders() {}

    static void copy(HttpHeaders service, org.springframework.http.HttpHeaders client) {
        for (Map.Entry<String, String> header : service) {
            if (!DROPPED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                client.add(header.getKey(), header.getValue());
            }
        }
    }
}
