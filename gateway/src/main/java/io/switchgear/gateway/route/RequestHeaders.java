package io.switchgear.gateway.route;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Callers;
import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.identity.TokenSigner;
import io.switchgear.common.trace.Traceparent;
import io.switchgear.common.web.RequestIdFilter;
import io.switchgear.gateway.edge.Traces;

/**
 * The headers that a service gets, in one pass: the client's, without its credentials, without what only Switchgear may say, and
 * without what ends at a hop (RFC 9110, 7.6.1); and who calls, signed for that service.
 */
final class RequestHeaders {

    private static final String RESERVED_PREFIX = IdentityHeaders.RESERVED_PREFIX.toLowerCase(Locale.ROOT);

    private static final Set<String> DROPPED = Set.of(
            // Credentials end here.
            "authorization",
            "x-api-key",
            "cookie",
            "proxy-authorization",
            // Said anew below.
            "x-workspace-id",
            "x-user-id",
            "x-request-id",
            Traceparent.HEADER,
            "host",
            // Believed by too much software.
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-proto",
            "x-real-ip",
            // Of one hop.
            "connection",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final TokenSigner signer;

    RequestHeaders(TokenSigner signer) {
        this.signer = signer;
    }

    /** @param sent gets them */
    void write(ServerWebExchange exchange, Target target, io.netty.handler.codec.http.HttpHeaders sent) {
        HttpHeaders received = exchange.getRequest().getHeaders();
        Set<String> named = named(received.getOrEmpty(HttpHeaders.CONNECTION));
        received.forEach((name, values) -> {
            String folded = name.toLowerCase(Locale.ROOT);
            if (!DROPPED.contains(folded) && !folded.startsWith(RESERVED_PREFIX) && !named.contains(folded)) {
                sent.set(name, values);
            }
        });
        Caller caller = Callers.of(exchange);
        sent.set(IdentityHeaders.TOKEN, signer.sign(caller, target.service().applicationName()));
        sent.set(IdentityHeaders.WORKSPACE, caller.workspaceId().toString());
        sent.set(IdentityHeaders.USER, caller.subject());
        sent.set(IdentityHeaders.REQUEST, RequestIdFilter.id(exchange));
        sent.set(Traceparent.HEADER, Traces.of(exchange).text());
    }

    /** Headers that {@code Connection} names end at this hop, too. */
    private static Set<String> named(List<String> connection) {
        if (connection.isEmpty()) {
            return Set.of();
        }
        var names = new HashSet<String>();
        for (String value : connection) {
            for (String name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        // No client takes the length off its body.
        names.remove("content-length");
        names.remove("content-type");
        return names;
    }
}
