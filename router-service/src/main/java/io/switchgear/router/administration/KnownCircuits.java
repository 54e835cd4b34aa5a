package io.switchgear.router.administration;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.router.catalog.Catalogs;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.circuit.CircuitKey;

/** Which circuits there are: of every provider that is registered, or that a pool names. */
@Component
class KnownCircuits {

    private final Catalogs catalogs;

    KnownCircuits(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    Workspace workspace(Caller caller) {
        return catalogs.current().workspace(caller.workspaceId());
    }

    /** 404 for what is unknown; a pool that another replica has just created is looked up before. */
    Mono<CircuitKey> find(Caller caller, String provider) {
        var key = new CircuitKey(caller.workspaceId(), provider);
        return Mono.defer(() -> exists(caller, provider)
                ? Mono.just(key)
                : catalogs.refresh()
                        .onErrorComplete()
                        .then(Mono.defer(() -> exists(caller, provider)
                                ? Mono.just(key)
                                : Mono.error(ProblemException.notFound("circuit", provider)))));
    }

    private boolean exists(Caller caller, String provider) {
        return workspace(caller).circuitNames().contains(provider);
    }
}
