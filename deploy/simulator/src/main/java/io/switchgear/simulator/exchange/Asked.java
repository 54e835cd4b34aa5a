package io.switchgear.simulator.exchange;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.fault.FaultGrammar;
import io.switchgear.simulator.fault.FaultSyntaxException;
import io.switchgear.simulator.json.Json;

/**
 * What every dialect's request has in common.
 *
 * @param model as it was sent, rules included
 */
record Asked(ObjectNode body, String model) {

    static Asked read(byte[] bytes) {
        var body = parse(bytes);
        var model = body.path("model");
        if (model.isMissingNode()) {
            throw Refusal.missing("model");
        }
        if (!model.isString() || model.stringValue().isBlank()) {
            throw Refusal.invalid("'model' must be a non-empty string.", "model");
        }
        return new Asked(body, model.stringValue());
    }

    private static ObjectNode parse(byte[] bytes) {
        try {
            JsonNode node = Json.MAPPER.readTree(bytes);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Answered below, like a body that is JSON but no object.
        }
        throw new Refusal(
                400,
                "We could not parse the JSON body of your request. The API expects a JSON object.",
                "invalid_json",
                null,
                null);
    }

    Sizes sizes() {
        return Sizes.read(body);
    }

    /** The model without rules, and the rules: those of the body, if it has any, instead of the name's. */
    FaultGrammar.Model named(Sizes sizes) {
        try {
            var named = FaultGrammar.model(model);
            return sizes.fault() == null
                    ? named
                    : new FaultGrammar.Model(named.name(), FaultGrammar.rules(sizes.fault()));
        } catch (FaultSyntaxException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()), "invalid_fault", "model", null);
        }
    }
}
