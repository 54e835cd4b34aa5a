package io.switchgear.local.suite;

import java.nio.file.Path;

import io.switchgear.local.layout.Home;
import io.switchgear.local.layout.Ports;

/**
 * What the user chose.
 *
 * @param repository where the modules were built
 * @param home the suite's folder
 * @param ports all of them
 * @param fresh whether data and credentials of earlier runs go
 * @param demo whether the demo workspace gets providers and traffic
 */
public record Settings(Path repository, Home home, Ports ports, boolean fresh, boolean demo) {

    public String gatewayUrl() {
        return "http://localhost:" + ports.gateway();
    }
}
