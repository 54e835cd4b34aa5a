package io.switchgear.local.suite;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.switchgear.local.jvm.JavaPart;
import io.switchgear.local.secrets.Secrets;
import io.switchgear.local.stores.PostgresServer;
import io.switchgear.local.stores.RedisServer;

/**
 * The parts of a suite.
 *
 * @param postgres the database
 * @param redis the cache
 * @param simulator providers and Kubernetes
 * @param services in the order of {@link Service}
 * @param environment which the services were given
 */
record SuiteParts(
        PostgresServer postgres,
        RedisServer redis,
        JavaPart simulator,
        List<JavaPart> services,
        ServiceEnvironment environment) {

    private static final int SERVICE_HEAP = 256;
    private static final int SIMULATOR_HEAP = 128;

    /** Where every call and every span passes. */
    private static final Set<Service> OPTIMISED = EnumSet.of(Service.GATEWAY, Service.ROUTER, Service.QUERY);

    /** The way out is the way in reversed: first what takes traffic, last what keeps the data. */
    static final List<List<String>> STOP_ORDER = List.of(
            List.of(Service.GATEWAY.module()),
            List.of(Service.ROUTER.module()),
            List.of(Service.HEALTH.module(), Service.QUERY.module(), Service.ACTION.module()),
            List.of(Build.SIMULATOR),
            List.of(RedisServer.NAME),
            List.of(PostgresServer.NAME));

    static SuiteParts of(Settings settings, Secrets secrets) throws IOException {
        var home = settings.home();
        var ports = settings.ports();
        var redis = new RedisServer(home, ports.redis(), secrets.redisPassword());
        var environment = new ServiceEnvironment(settings, secrets, redis);
        var services = new ArrayList<JavaPart>();
        for (Service service : Service.values()) {
            services.add(new JavaPart(
                    Build.service(settings, service),
                    SERVICE_HEAP,
                    OPTIMISED.contains(service),
                    environment.of(service),
                    readiness(service.port(ports)),
                    home.log(service.module())));
        }
        var simulator = new JavaPart(
                Build.simulator(settings),
                SIMULATOR_HEAP,
                true,
                environment.simulator(),
                simulatorReadiness(ports.simulator()),
                home.log(Build.SIMULATOR));
        var postgres = new PostgresServer(home, ports.postgres(), secrets.postgresPassword());
        return new SuiteParts(postgres, redis, simulator, List.copyOf(services), environment);
    }

    static URI readiness(int port) {
        return URI.create("http://127.0.0.1:%d/api/health/readiness".formatted(port));
    }

    static URI simulatorReadiness(int port) {
        return URI.create("http://127.0.0.1:%d/_sim".formatted(port));
    }
}
