package io.switchgear.router.dataplane;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.CallerRequest;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.rescue.Prefill;

/**
 * A request's body: read for what the router must know, otherwise passed on byte for byte. Knows where in the bytes the values stand
 * that it may have to replace.
 */
final class CallBody implements CallerRequest {

    private final Operation operation;
    private final byte[] bytes;
    private final Map<String, String> headers;
    private final List<Span> models = new ArrayList<>();
    private @Nullable String model;
    private @Nullable String user;
    private boolean stream;
    private boolean usageWanted;
    private @Nullable Span streamOptions;
    private @Nullable Span includeUsage;
    private boolean streamOptionsEmpty;
    private int firstField;
    private boolean empty = true;
    private @Nullable Span conversation;
    private @Nullable Long maxOutputTokens;
    private int lastMessageEnds = -1;

    private record Span(int from, int to) {}

    private record Edit(int from, int to, String text) {}

    private CallBody(Operation operation, byte[] bytes, Map<String, String> headers) {
        this.operation = operation;
        this.bytes = bytes;
        this.headers = headers;
    }

    /**
     * Reads a body.
     *
     * @param headers to pass on
     * @throws BadCall 400 if it is no JSON object, or a field that matters has the wrong type
     */
    static CallBody read(Operation operation, byte[] bytes, Map<String, String> headers, JsonMapper json) {
        var body = new CallBody(operation, bytes, headers);
        try (JsonParser parser = json.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadCall(400, "invalid_body", "The body must be a JSON object.", null);
            }
            body.firstField = offset(parser.currentLocation().getByteOffset());
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                body.empty = false;
                body.field(parser);
            }
            if (parser.nextToken() != null) {
                throw new BadCall(400, "invalid_body", "The body must be one JSON object and nothing behind it.", null);
            }
        } catch (JacksonException e) {
            throw new BadCall(400, "invalid_json", "The body is not well-formed JSON.", null);
        }
        return body;
    }

    private void field(JsonParser parser) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (name) {
            case "model" -> {
                model = text(parser, token, "model");
                models.add(value(parser));
            }
            case "user" -> user = token == JsonToken.VALUE_STRING ? parser.getString() : skip(parser);
            case "stream" -> stream = flag(parser, token, "stream");
            case "stream_options" -> streamOptions(parser, token);
            case "max_tokens", "max_completion_tokens", "max_output_tokens" -> limitOutput(parser, token);
            case "messages", "input" -> {
                conversation = conversation(parser, token);
                lastMessageEnds = name.equals("messages") && token == JsonToken.START_ARRAY
                        ? offset(parser.currentTokenLocation().getByteOffset())
                        : -1;
            }
            default -> parser.skipChildren();
        }
    }

    /** Whether it is a good limit is for the provider to say. */
    private void limitOutput(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            double limit = parser.getDoubleValue();
            maxOutputTokens = (long) Math.clamp(limit, 0, 1e9);
        } else {
            parser.skipChildren();
        }
    }

    private static @Nullable String skip(JsonParser parser) {
        parser.skipChildren();
        return null;
    }

    private static @Nullable String text(JsonParser parser, JsonToken token, String field) {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        throw new BadCall(400, "invalid_type", "'" + field + "' must be a string.", field);
    }

    private static boolean flag(JsonParser parser, JsonToken token, String field) {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw new BadCall(400, "invalid_type", "'" + field + "' must be true or false.", field);
        };
    }

    private void streamOptions(JsonParser parser, JsonToken token) {
        int from = offset(parser.currentTokenLocation().getByteOffset());
        if (token == JsonToken.START_OBJECT) {
            streamOptionsEmpty = true;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                streamOptionsEmpty = false;
                boolean wanted = parser.currentName().equals("include_usage");
                JsonToken value = parser.nextToken();
                if (wanted) {
                    usageWanted = value == JsonToken.VALUE_TRUE;
                    includeUsage = value(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } else if (token != JsonToken.VALUE_NULL) {
            throw new BadCall(400, "invalid_type", "'stream_options' must be an object.", "stream_options");
        }
        streamOptions = new Span(from, offset(parser.currentLocation().getByteOffset()));
    }

    /** From the first message to the end of the first one by a user: what a conversation keeps. */
    private static Span conversation(JsonParser parser, JsonToken token) {
        int from = offset(parser.currentTokenLocation().getByteOffset());
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            parser.finishToken();
            return new Span(from, offset(parser.currentLocation().getByteOffset()));
        }
        int to = -1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean byUser = parser.currentToken() == JsonToken.START_OBJECT && userMessage(parser);
            parser.skipChildren();
            if (byUser && to < 0) {
                to = offset(parser.currentLocation().getByteOffset());
            }
        }
        return new Span(from, to < 0 ? offset(parser.currentLocation().getByteOffset()) : to);
    }

    /** Reads a message to its end. */
    private static boolean userMessage(JsonParser parser) {
        boolean byUser = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean role = parser.currentName().equals("role");
            JsonToken value = parser.nextToken();
            if (role && value == JsonToken.VALUE_STRING) {
                byUser = parser.getString().equals("user");
            } else {
                parser.skipChildren();
            }
        }
        return byUser;
    }

    private static Span value(JsonParser parser) {
        int from = offset(parser.currentTokenLocation().getByteOffset());
        parser.finishToken();
        return new Span(from, offset(parser.currentLocation().getByteOffset()));
    }

    private static int offset(long offset) {
        return Math.toIntExact(offset);
    }

    /** @throws BadCall 400 if there is none */
    String model() {
        if (model == null || model.isBlank()) {
            throw new BadCall(400, "model_missing", "'model' is required.", "model");
        }
        return model;
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public boolean stream() {
        return stream;
    }

    @Override
    public boolean usageWanted() {
        return usageWanted;
    }

    /** How long the answer may become; null if the caller does not say. */
    @Nullable
    Long maxOutputTokens() {
        return maxOutputTokens;
    }

    /** In bytes. */
    int size() {
        return bytes.length;
    }

    /** What ties this request to others of the same user or conversation. */
    String affinity() {
        if (user != null && !user.isEmpty()) {
            return user;
        }
        Span span = conversation;
        return span == null ? "" : new String(bytes, span.from(), span.to() - span.from(), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] forTarget(String target, boolean askForUsage) {
        return apply(edits(target, askForUsage));
    }

    /** Whether it has messages, to which the beginning of an answer can be added. */
    boolean continuable() {
        return lastMessageEnds > 0 && conversation != null && conversation.from() + 1 < lastMessageEnds;
    }

    /**
     * The same request for a target that shall go on with an answer.
     *
     * @param begun the answer's beginning as a JSON string
     * @param asking how the target wants to be asked
     */
    CallerRequest continuing(String begun, Prefill.Asking asking) {
        return new Continuing(begun, asking);
    }

    private final class Continuing implements CallerRequest {

        private final List<Edit> more = new ArrayList<>();

        Continuing(String begun, Prefill.Asking asking) {
            String mark = asking.ofMessage().isEmpty() ? "" : "," + asking.ofMessage();
            String message = ",{\"role\":\"assistant\",\"content\":" + begun + mark + "}";
            more.add(new Edit(lastMessageEnds, lastMessageEnds, message));
            if (!asking.ofBody().isEmpty()) {
                more.add(new Edit(firstField, firstField, asking.ofBody() + ","));
            }
        }

        @Override
        public Operation operation() {
            return operation;
        }

        @Override
        public byte[] bytes() {
            return apply(new ArrayList<>(more));
        }

        @Override
        public byte[] forTarget(String target, boolean askForUsage) {
            var edits = edits(target, askForUsage);
            edits.addAll(more);
            return apply(edits);
        }

        @Override
        public boolean stream() {
            return stream;
        }

        @Override
        public boolean usageWanted() {
            return usageWanted;
        }

        @Override
        public Map<String, String> headers() {
            return headers;
        }
    }

    private List<Edit> edits(String target, boolean askForUsage) {
        var edits = new ArrayList<Edit>();
        if (!target.equals(model)) {
            models.forEach(span -> edits.add(new Edit(span.from(), span.to(), quoted(target))));
        }
        if (askForUsage && !usageWanted) {
            edits.add(usageEdit());
        }
        return edits;
    }

    private Edit usageEdit() {
        Span options = streamOptions;
        if (includeUsage != null) {
            return new Edit(includeUsage.from(), includeUsage.to(), "true");
        }
        if (options == null) {
            return new Edit(firstField, firstField, "\"stream_options\":{\"include_usage\":true}" + (empty ? "" : ","));
        }
        if (bytes[options.from()] != '{') {
            return new Edit(options.from(), options.to(), "{\"include_usage\":true}");
        }
        int inside = options.from() + 1;
        return new Edit(inside, inside, "\"include_usage\":true" + (streamOptionsEmpty ? "" : ","));
    }

    private byte[] apply(List<Edit> edits) {
        if (edits.isEmpty()) {
            return bytes;
        }
        edits.sort(Comparator.comparingInt(Edit::from));
        var edited = new ByteArrayOutputStream(bytes.length + 128);
        int at = 0;
        for (Edit edit : edits) {
            edited.write(bytes, at, edit.from() - at);
            edited.writeBytes(edit.text().getBytes(StandardCharsets.UTF_8));
            at = edit.to();
        }
        edited.write(bytes, at, bytes.length - at);
        return edited.toByteArray();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
