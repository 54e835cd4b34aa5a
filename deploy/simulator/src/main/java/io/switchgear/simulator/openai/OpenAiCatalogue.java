package io.switchgear.simulator.openai;

import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.exchange.Catalogue;
import io.switchgear.simulator.json.Json;

/** {@code GET /v1/models} for OpenAI SDKs. */
public final class OpenAiCatalogue implements Catalogue {

    private static final long CREATED = 1_767_225_600;

    @Override
    public ObjectNode list(Set<String> models) {
        var data = Json.array();
        models.forEach(model -> data.add(one(model)));
        return Json.object().put("object", "list").set("data", data);
    }

    @Override
    public ObjectNode one(String model) {
        return Json.object()
                .put("id", model)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "simulator");
    }
}
