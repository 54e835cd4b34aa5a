package io.switchgear.health.component;

import java.time.Duration;
import java.util.TreeSet;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;

/** The checks that depend on where the sibling services are. */
@Configuration(proxyBeanMethods = false)
class SiblingChecks {

    private final Siblings siblings;
    private final WebClient http;

    SiblingChecks(Siblings siblings, WebClient.Builder http) {
        this.siblings = siblings;
        var connections = ConnectionProvider.builder("probes")
                .maxConnections(16)
                .maxIdleTime(Duration.ofSeconds(5))
                .build();
        this.http = http.clone()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
                .build();
    }

    @Bean
    ComponentCheck gatewayCheck() {
        return check(Service.GATEWAY);
    }

    @Bean
    ComponentCheck routerCheck() {
        return check(Service.ROUTER);
    }

    @Bean
    ComponentCheck queryCheck() {
        return check(Service.QUERY);
    }

    @Bean
    ComponentCheck actionCheck() {
        return check(Service.ACTION);
    }

    @Bean
    ComponentCheck networkCheck(ComponentProperties properties) {
        var hosts = new TreeSet<>(properties.resolve());
        for (Service service : Service.values()) {
            hosts.add(siblings.address(service).getHost());
        }
        return new NetworkCheck(hosts);
    }

    private ComponentCheck check(Service service) {
        return new ServiceCheck(service.applicationName(), siblings.address(service), http);
    }
}
