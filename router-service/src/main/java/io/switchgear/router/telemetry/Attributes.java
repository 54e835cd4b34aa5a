package io.switchgear.router.telemetry;

import java.util.List;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes the attributes of a message that is being written, those that there are.
 *
 * @param out where
 * @param field of that message
 */
record Attributes(Protobuf out, int field) {

    Attributes put(String key, @Nullable String value) {
        return value == null ? this : put(key, () -> out.text(AnyValue.STRING_VALUE_FIELD_NUMBER, value));
    }

    Attributes put(String key, @Nullable Long value) {
        return value == null ? this : put(key, () -> out.number(AnyValue.INT_VALUE_FIELD_NUMBER, value));
    }

    Attributes put(String key, boolean value) {
        return put(key, () -> out.number(AnyValue.BOOL_VALUE_FIELD_NUMBER, value ? 1 : 0));
    }

    Attributes put(String key, List<String> values) {
        return values.isEmpty()
                ? this
                : put(key, () -> {
                    int array = out.begin(AnyValue.ARRAY_VALUE_FIELD_NUMBER);
                    for (String value : values) {
                        int item = out.begin(ArrayValue.VALUES_FIELD_NUMBER);
                        out.text(AnyValue.STRING_VALUE_FIELD_NUMBER, value);
                        out.end(item);
                    }
                    out.end(array);
                });
    }

    private Attributes put(String key, Runnable value) {
        int attribute = out.begin(field);
        out.text(KeyValue.KEY_FIELD_NUMBER, key);
        int any = out.begin(KeyValue.VALUE_FIELD_NUMBER);
        value.run();
        out.end(any);
        out.end(attribute);
        return this;
    }
}
