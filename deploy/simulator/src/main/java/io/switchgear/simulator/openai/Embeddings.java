package io.switchgear.simulator.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringTokenizer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.switchgear.simulator.exchange.Answer;
import io.switchgear.simulator.exchange.Call;
import io.switchgear.simulator.exchange.Dialect;
import io.switchgear.simulator.exchange.Events;
import io.switchgear.simulator.exchange.Refusal;
import io.switchgear.simulator.exchange.Script;
import io.switchgear.simulator.exchange.Words;
import io.switchgear.simulator.json.Json;

/** {@code POST /v1/embeddings}. A text's vector is the normalised sum of its words' vectors: texts that share words are near. */
public final class Embeddings implements Dialect {

    private static final int DEFAULT_DIMENSIONS = 256;
    private static final int MAX_DIMENSIONS = 3072;
    private static final int MAX_INPUTS = 2048;

    @Override
    public String path() {
        return "/v1/embeddings";
    }

    @Override
    public Call read(ObjectNode body) {
        var inputs = inputs(body);
        dimensions(body);
        base64(body);
        int words = 0;
        for (JsonNode input : inputs) {
            words += input.isArray() ? input.size() : Words.count(Json.text(input));
        }
        return new Call(false, words, 0, inputs.size(), 0, false, null, body);
    }

    @Override
    public ObjectNode whole(Call call, Answer answer) {
        int dimensions = dimensions(call.body());
        boolean base64 = base64(call.body());
        var data = Json.array();
        for (JsonNode input : inputs(call.body())) {
            float[] vector =
                    vector(input.isArray() ? Json.write(input).replace(',', ' ') : Json.text(input), dimensions);
            var item = Json.object().put("object", "embedding").put("index", data.size());
            if (base64) {
                item.put("embedding", base64(vector));
            } else {
                var numbers = Json.array();
                for (float number : vector) {
                    numbers.add(number);
                }
                item.set("embedding", numbers);
            }
            data.add(item);
        }
        var usage = Json.object()
                .put("prompt_tokens", answer.usage().input())
                .put("total_tokens", answer.usage().input());
        return Json.object()
                .put("object", "list")
                .put("model", answer.model())
                .set("data", data)
                .set("usage", usage);
    }

    /** A string, an array of strings, an array of token ids, or an array of such arrays. */
    private static ArrayNode inputs(ObjectNode body) {
        var input = body.path("input");
        if (input.isMissingNode() || input.isNull()) {
            throw Refusal.missing("input");
        }
        if (input.isString()) {
            return Json.array().add(input);
        }
        if (!(input instanceof ArrayNode array) || array.isEmpty() || array.size() > MAX_INPUTS) {
            throw Refusal.invalid("'input' must be a string or an array of 1 to " + MAX_INPUTS + " inputs.", "input");
        }
        return array.get(0).isInt() ? Json.array().add(array) : array;
    }

    private static int dimensions(ObjectNode body) {
        Integer dimensions = Fields.limit(body, "dimensions");
        if (dimensions != null && dimensions > MAX_DIMENSIONS) {
            throw Refusal.invalid("'dimensions' is at most " + MAX_DIMENSIONS + ".", "dimensions");
        }
        return dimensions == null ? DEFAULT_DIMENSIONS : dimensions;
    }

    private static boolean base64(ObjectNode body) {
        var format = body.path("encoding_format");
        return switch (format.isNull() ? "float" : format.asString("float")) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw Refusal.invalid("'encoding_format' is float or base64.", "encoding_format");
        };
    }

    private static float[] vector(String text, int dimensions) {
        double[] sum = new double[dimensions];
        sum[0] = 1e-6;
        var words = new StringTokenizer(text);
        while (words.hasMoreTokens()) {
            var random = new SplittableRandom(words.nextToken().hashCode());
            for (int i = 0; i < dimensions; i++) {
                sum[i] += random.nextDouble() - 0.5;
            }
        }
        double square = 0;
        for (double part : sum) {
            square += part * part;
        }
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(square));
        }
        return vector;
    }

    private static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    @Override
    public Script stream(Call call, Answer answer) {
        return new Script(List.of(), 0, i -> "", List.of(), Events.data(whole(call, answer)));
    }

    @Override
    public ObjectNode error(Refusal refusal, String requestId) {
        return OpenAiErrors.document(refusal);
    }

    @Override
    public String errorFrame(Refusal refusal, String requestId) {
        return Events.data(OpenAiErrors.document(refusal));
    }

    @Override
    public Map<String, String> headers(String requestId) {
        return OpenAiErrors.headers(requestId);
    }
}
