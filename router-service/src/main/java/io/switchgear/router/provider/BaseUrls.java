package io.switchgear.router.provider;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.outbound.OutboundAddresses;
import io.switchgear.common.problem.ProblemException;

/** Refuses base URLs that nobody should be connected to; the addresses are checked again at each connection. */
@Component
class BaseUrls {

    private static final String FIELD = "base_url";

    private final OutboundAddresses addresses;

    BaseUrls(OutboundAddresses addresses) {
        this.addresses = addresses;
    }

    /** The URL without trailing slashes, or 422 with {@code base_url} named. */
    Mono<String> check(String url) {
        return Mono.fromCallable(() -> parse(url))
                .flatMap(uri -> resolve(uri.getHost())
                        .doOnNext(this::refuse)
                        .then(Mono.just(uri.toString().replaceFirst("/+$", ""))));
    }

    private URI parse(String url) {
        addresses.objection(url).ifPresent(objection -> {
            throw ProblemException.invalid(FIELD, objection);
        });
        URI uri = URI.create(url);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getPort() > 65_535) {
            throw ProblemException.invalid(FIELD, "must have neither query nor fragment, and a port up to 65535");
        }
        return uri;
    }

    private void refuse(InetAddress address) {
        addresses.objection(address).ifPresent(objection -> {
            throw ProblemException.invalid(FIELD, objection);
        });
    }

    /** Blocking, as DNS in the JDK is. A name that nobody knows yet is nobody's danger. */
    private static Flux<InetAddress> resolve(String host) {
        return Mono.fromCallable(() -> List.of(InetAddress.getAllByName(host)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(UnknownHostException.class, unknown -> Mono.just(List.of()))
                .flatMapIterable(all -> all);
    }
}
