package io.switchgear.router.telemetry;

import java.util.List;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import org.jspecify.annotations.Nullable;

/** Writes a span's attributes, those that there are. */
final class Attributes {

    private final Span.Builder span;

    Attributes(Span.Builder span) {
        this.span = span;
    }

    Attributes put(String key, @Nullable String value) {
        return value == null ? this : add(key, text(value));
    }

    Attributes put(String key, @Nullable Long value) {
        return value == null
                ? this
                : add(key, AnyValue.newBuilder().setIntValue(value).build());
    }

    Attributes put(String key, boolean value) {
        return add(key, AnyValue.newBuilder().setBoolValue(value).build());
    }

    Attributes put(String key, List<String> values) {
        if (values.isEmpty()) {
            return this;
        }
        var array = ArrayValue.newBuilder();
        values.forEach(value -> array.addValues(text(value)));
        return add(key, AnyValue.newBuilder().setArrayValue(array).build());
    }

    static KeyValue of(String key, String value) {
        return KeyValue.newBuilder().setKey(key).setValue(text(value)).build();
    }

    private Attributes add(String key, AnyValue value) {
        span.addAttributes(KeyValue.newBuilder().setKey(key).setValue(value));
        return this;
    }

    private static AnyValue text(String value) {
        return AnyValue.newBuilder().setStringValue(value).build();
    }
}
