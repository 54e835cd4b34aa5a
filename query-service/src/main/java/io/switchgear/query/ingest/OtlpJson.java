package io.switchgear.query.ingest;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OTLP's JSON: protobuf's, but for ids, which are hex where protobuf has base64. */
final class OtlpJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> IDS =
            Set.of("traceId", "spanId", "parentSpanId", "trace_id", "span_id", "parent_span_id");

    private OtlpJson() {}

    /**
     * Reads {@code body} into {@code message}. An id that is no hex becomes one of a single byte: invalid, but its own span's trouble alone.
     */
    static void merge(byte[] body, Message.Builder message) throws InvalidProtocolBufferException {
        JsonNode tree = MAPPER.readTree(body);
        if (!tree.isObject()) {
            throw new InvalidProtocolBufferException("not an object");
        }
        translateIds(tree);
        JsonFormat.parser().ignoringUnknownFields().merge(tree.toString(), message);
    }

    private static void translateIds(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (IDS.contains(field.getKey()) && field.getValue().isString()) {
                    field.setValue(object.stringNode(base64(field.getValue().stringValue())));
                } else {
                    translateIds(field.getValue());
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(OtlpJson::translateIds);
        }
    }

    private static String base64(String hex) {
        try {
            return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            return Base64.getEncoder().encodeToString(new byte[1]);
        }
    }
}
