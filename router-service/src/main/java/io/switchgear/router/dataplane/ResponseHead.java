package io.switchgear.router.dataplane;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** Status and headers of the answer; set before its first byte. */
final class ResponseHead {

    private final ServerHttpResponse response;

    ResponseHead(ServerHttpResponse response) {
        this.response = response;
    }

    /** @param length in bytes; -1 for a stream */
    void answered(Pick pick, Ledger.Entry entry, Ledger ledger, int status, @Nullable String contentType, long length) {
        response.setStatusCode(HttpStatusCode.valueOf(status));
        HttpHeaders headers = response.getHeaders();
        headers.set("content-type", contentType == null ? "application/json" : contentType);
        if (length >= 0) {
            headers.setContentLength(length);
        } else {
            headers.set("cache-control", "no-cache");
            headers.set("x-accel-buffering", "no");
        }
        target(headers, pick, entry, ledger);
    }

    void refused(@Nullable Pick pick, Ledger.@Nullable Entry entry, Ledger ledger, FinalError error) {
        response.setStatusCode(HttpStatusCode.valueOf(error.status()));
        HttpHeaders headers = response.getHeaders();
        headers.set("content-type", error.contentType());
        headers.setContentLength(error.body().length);
        String retryAfter = error.retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        if (pick == null || entry == null) {
            headers.set("x-switchgear-attempts", "0");
        } else {
            target(headers, pick, entry, ledger);
        }
    }

    private static void target(HttpHeaders headers, Pick pick, Ledger.Entry entry, Ledger ledger) {
        headers.set("x-switchgear-pool", pick.route().name());
        headers.set("x-switchgear-provider", pick.target().provider().name());
        headers.set("x-switchgear-model", ascii(pick.model()));
        headers.set("x-switchgear-attempts", Integer.toString(ledger.attempts()));
        headers.set("server-timing", "total;dur=" + ledger.elapsedMs() + ", provider;dur=" + ledger.lengthMs(entry));
    }

    /** Model names are free text; headers are not. */
    private static String ascii(String text) {
        char[] written = text.toCharArray();
        for (int i = 0; i < written.length; i++) {
            if (written[i] < ' ' || written[i] > '~') {
                written[i] = '?';
            }
        }
        return new String(written);
    }
}
