package io.switchgear.simulator.anthropic;

import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.exchange.Catalogue;
import io.switchgear.simulator.json.Json;

/** {@code GET /v1/models} for callers that send {@code anthropic-version}. */
public final class AnthropicCatalogue implements Catalogue {

    @Override
    public ObjectNode list(Set<String> models) {
        var data = Json.array();
        models.forEach(model -> data.add(one(model)));
        var list = Json.object().put("has_more", false);
        list.set("first_id", data.isEmpty() ? null : data.get(0).get("id"));
        list.set("last_id", data.isEmpty() ? null : data.get(data.size() - 1).get("id"));
        return list.set("data", data);
    }

    @Override
    public ObjectNode one(String model) {
        return Json.object()
                .put("type", "model")
                .put("id", model)
                .put("display_name", model + " (simulated)")
                .put("created_at", "2026-01-01T00:00:00Z");
    }
}
