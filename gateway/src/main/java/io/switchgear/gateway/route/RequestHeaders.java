package io.switchgear.gateway.route;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Callers;
import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.identity.TokenSigner;
import io.switchgear.common.web.RequestIdFilter;
import io.switchgear.gateway.edge.TraceContext;
import io.switchgear.gateway.edge.Traces;

/**
 * The headers that a service gets, in one pass: the client's, without its credentials, without what only Switchgear may say, and
 * without what ends at a hop (RFC 9110, 7.6.1); and who calls, signed for that service.
 */
final class RequestHeaders implements HttpHeadersFilter {

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
            TraceContext.HEADER,
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

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var output = new HttpHeaders();
        Set<String> named = named(input.getOrEmpty(HttpHeaders.CONNECTION));
        input.forEach((name, values) -> {
            String folded = name.toLowerCase(Locale.ROOT);
            if (!DROPPED.contains(folded) && !folded.startsWith(RESERVED_PREFIX) && !named.contains(folded)) {
                output.put(name, values);
            }
        });
        identify(output, exchange);
        return output;
    }

    private void identify(HttpHeaders output, ServerWebExchange exchange) {
        String audience = ServiceRoutes.target(exchange).service().applicationName();
        Caller caller = Callers.of(exchange);
        output.set(IdentityHeaders.TOKEN, signer.sign(caller, audience));
        output.set(IdentityHeaders.WORKSPACE, caller.workspaceId().toString());
        output.set(IdentityHeaders.USER, caller.subject());
        output.set(IdentityHeaders.REQUEST, RequestIdFilter.id(exchange));
        output.set(TraceContext.HEADER, Traces.of(exchange).parent());
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
