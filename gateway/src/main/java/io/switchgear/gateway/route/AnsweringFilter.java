package io.switchgear.gateway.route;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Passes the service's answer on; event streams chunk by chunk, as they come. */
@Component
class AnsweringFilter extends NettyWriteResponseFilter {

    AnsweringFilter(ObjectProvider<List<HttpHeadersFilter>> none) {
        super(List.of(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_NDJSON), none);
    }

    @Override
    public List<HttpHeadersFilter> getHeadersFilters() {
        return List.of();
    }
}
