package io.switchgear.gateway.route;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.stereotype.Component;
import reactor.netty.http.client.HttpClient;

import io.switchgear.common.identity.TokenSigner;

/** Forwards to the service, with exactly our two header filters. */
@Component
class ForwardingFilter extends NettyRoutingFilter {

    private final List<HttpHeadersFilter> headers;

    ForwardingFilter(
            HttpClient client,
            ObjectProvider<List<HttpHeadersFilter>> none,
            HttpClientProperties properties,
            TokenSigner signer) {
        super(client, none, properties);
        this.headers = List.of(new RequestHeaders(signer), new ResponseHeaders());
    }

    @Override
    public List<HttpHeadersFilter> getHeadersFilters() {
        return headers;
    }
}
