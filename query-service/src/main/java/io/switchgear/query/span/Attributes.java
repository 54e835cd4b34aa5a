package io.switchgear.query.span;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.genai.GenAi;

/**
 * OTLP attributes, bounded: at most 128, names of 256 characters and values of 8,192, all together 262,144; what is longer is cut,
 * what is more is dropped. {@code switchgear.*} is kept from trusted senders only.
 *
 * @param values text, Boolean, Long, Double, lists and maps of these
 */
public record Attributes(Map<String, Object> values) {

    public static final Attributes NONE = new Attributes(Map.of());

    private static final int MAX_COUNT = 128;
    private static final int MAX_NAME = 256;
    private static final int MAX_VALUE = 8192;
    private static final int MAX_TOTAL = 256 * 1024;
    private static final int MAX_ELEMENTS = 256;
    private static final int MAX_DEPTH = 4;
    private static final long MAX_WHOLE = 1_000_000_000_000L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Characters that are left. */
    static final class Room {

        private int characters;

        Room(int characters) {
            this.characters = characters;
        }

        /** Numbers take room, too: eight characters each. */
        int elements(int sent) {
            int taken = Math.min(Math.min(sent, MAX_ELEMENTS), characters / 8);
            characters -= 8 * taken;
            return taken;
        }

        String cut(String text, int limit) {
            String cut = Text.bounded(text, Math.min(limit, characters));
            characters -= cut.length();
            return cut;
        }
    }

    public static Attributes of(List<KeyValue> sent, boolean trusted) {
        return of(sent, trusted, new Room(MAX_TOTAL));
    }

    /** What the GenAI conventions name comes first: no prompt, however long, is to crowd it out. */
    static Attributes of(List<KeyValue> sent, boolean trusted, Room room) {
        var values = new LinkedHashMap<String, Object>();
        var others = new ArrayList<KeyValue>();
        for (KeyValue attribute : sent) {
            boolean own = attribute.getKey().startsWith(GenAi.OWN_PREFIX);
            if (own ? trusted : Names.ALL.contains(attribute.getKey())) {
                add(values, attribute, room);
            } else if (!own) {
                others.add(attribute);
            }
        }
        others.forEach(attribute -> add(values, attribute, room));
        return new Attributes(values);
    }

    private static void add(Map<String, Object> values, KeyValue attribute, Room room) {
        if (values.size() < MAX_COUNT && room.characters > 0) {
            values.putIfAbsent(room.cut(attribute.getKey(), MAX_NAME), value(attribute.getValue(), 0, room));
        }
    }

    /** The first of these that is there and not blank, at most 256 characters. */
    public @Nullable String text(String... names) {
        for (String name : names) {
            Object value = values.get(name);
            if (value != null && !value.toString().isBlank()) {
                return Text.bounded(value.toString(), MAX_NAME);
            }
        }
        return null;
    }

    /** The first of these that is a number, sent as one or as text. */
    public @Nullable Double number(String... names) {
        for (String name : names) {
            Double number = number(values.get(name));
            if (number != null && Double.isFinite(number)) {
                return number;
            }
        }
        return null;
    }

    /** The first of these that is a whole number between 0 and 10¹², more than any call ever spent. */
    public @Nullable Long count(String... names) {
        for (String name : names) {
            Object value = values.get(name);
            if (value instanceof Long whole && whole >= 0 && whole <= MAX_WHOLE) {
                return whole;
            }
            Double number = value instanceof Long ? null : number(value);
            if (number != null && number >= 0 && number <= MAX_WHOLE) {
                return Math.round(number);
            }
        }
        return null;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String json() {
        return JSON.writeValueAsString(values);
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    private static @Nullable Double number(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number.doubleValue();
            case String text -> parse(text);
            default -> null;
        };
    }

    private static @Nullable Double parse(String text) {
        try {
            return text.length() > 32 ? null : Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Object value(AnyValue any, int depth, Room room) {
        return switch (any.getValueCase()) {
            case STRING_VALUE -> room.cut(any.getStringValue(), MAX_VALUE);
            case BOOL_VALUE -> any.getBoolValue();
            case INT_VALUE -> any.getIntValue();
            case DOUBLE_VALUE -> finite(any.getDoubleValue());
            case ARRAY_VALUE ->
                depth == MAX_DEPTH ? "…" : list(any.getArrayValue().getValuesList(), depth, room);
            case KVLIST_VALUE ->
                depth == MAX_DEPTH ? "…" : map(any.getKvlistValue().getValuesList(), depth, room);
            case BYTES_VALUE ->
                room.cut(
                        Base64.getEncoder()
                                .encodeToString(any.getBytesValue()
                                        .substring(
                                                0, Math.min(any.getBytesValue().size(), MAX_VALUE))
                                        .toByteArray()),
                        MAX_VALUE);
            default -> "";
        };
    }

    /** JSON has no NaN. */
    private static Object finite(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }

    private static List<Object> list(List<AnyValue> sent, int depth, Room room) {
        var list = new ArrayList<Object>();
        for (AnyValue value : sent.subList(0, room.elements(sent.size()))) {
            list.add(value(value, depth + 1, room));
        }
        return list;
    }

    private static Map<String, Object> map(List<KeyValue> sent, int depth, Room room) {
        var map = new LinkedHashMap<String, Object>();
        for (KeyValue entry : sent.subList(0, room.elements(sent.size()))) {
            map.put(room.cut(entry.getKey(), MAX_NAME), value(entry.getValue(), depth + 1, room));
        }
        return map;
    }
}
