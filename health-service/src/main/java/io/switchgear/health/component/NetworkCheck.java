package io.switchgear.health.component;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Host names resolve: those of the sibling services, and others that were asked for. */
final class NetworkCheck implements ComponentCheck {

    private final Set<String> hosts;

    NetworkCheck(Set<String> hosts) {
        this.hosts = new TreeSet<>(hosts);
    }

    @Override
    public String key() {
        return "network";
    }

    private record Resolved(String host, boolean known) {}

    @Override
    public Mono<CheckResult> check() {
        return Flux.fromIterable(hosts)
                .flatMap(host -> Mono.fromCallable(() -> resolve(host)).subscribeOn(Schedulers.boundedElastic()))
                .collect(
                        LinkedHashMap<String, Object>::new,
                        (all, one) -> all.put(one.host(), one.known() ? "resolved" : "unknown"))
                .map(NetworkCheck::result);
    }

    private static Resolved resolve(String host) {
        try {
            return new Resolved(host, InetAddress.getAllByName(host).length > 0);
        } catch (UnknownHostException e) {
            return new Resolved(host, false);
        }
    }

    private static CheckResult result(LinkedHashMap<String, Object> hosts) {
        if (!hosts.containsValue("unknown")) {
            return CheckResult.healthy(hosts);
        }
        return hosts.containsValue("resolved")
                ? CheckResult.degraded("Some host names do not resolve.", hosts)
                : CheckResult.unhealthy("Host names do not resolve.", hosts);
    }
}
