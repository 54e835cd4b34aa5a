package io.switchgear.simulator.exchange;

import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

/** The models of a provider in one wire format. */
public interface Catalogue {

    ObjectNode list(Set<String> models);

    ObjectNode one(String model);
}
