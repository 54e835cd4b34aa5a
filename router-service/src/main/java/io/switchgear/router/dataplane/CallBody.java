package io.switchgear.router.dataplane;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.CallerRequest;
import io.switchgear.router.dialect.Operation;
import io.switchgear.router.rescue.Prefill;

/** A request's body: passed on byte for byte but for what a target has to be asked differently. */
final class CallBody implements CallerRequest {

    private final Operation operation;
    private final byte[] bytes;
    private final Map<String, String> headers;
    private final BodyOutline outline;
    private final List<Edit> continuing;

    private CallBody(
            Operation operation,
            byte[] bytes,
            Map<String, String> headers,
            BodyOutline outline,
            List<Edit> continuing) {
        this.operation = operation;
        this.bytes = bytes;
        this.headers = headers;
        this.outline = outline;
        this.continuing = continuing;
    }

    /**
     * Reads a body.
     *
     * @param headers to pass on
     * @throws BadCall 400 if it is no JSON object, or a field that matters has the wrong type
     */
    static CallBody read(Operation operation, byte[] bytes, Map<String, String> headers, JsonMapper json) {
        return new CallBody(operation, bytes, headers, BodyReader.read(bytes, json), List.of());
    }

    /** @throws BadCall 400 if there is none */
    String model() {
        String model = outline.model();
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
        return Edit.apply(bytes, continuing);
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public boolean stream() {
        return outline.stream();
    }

    @Override
    public boolean usageWanted() {
        return outline.usage() == null;
    }

    /** How long the answer may become; null if the caller does not say. */
    @Nullable
    Long maxOutputTokens() {
        return outline.maxOutputTokens();
    }

    /** In bytes. */
    int size() {
        return bytes.length;
    }

    /** What ties this request to others of the same user or conversation. */
    String affinity() {
        String user = outline.user();
        if (user != null && !user.isEmpty()) {
            return user;
        }
        var span = outline.conversation();
        return span == null ? "" : new String(bytes, span.from(), span.to() - span.from(), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] forTarget(String target, boolean askForUsage) {
        var edits = new ArrayList<>(continuing);
        if (!target.equals(outline.model())) {
            String quoted = quoted(target);
            outline.models().forEach(span -> edits.add(new Edit(span.from(), span.to(), quoted)));
        }
        Edit usage = outline.usage();
        if (askForUsage && usage != null) {
            edits.add(usage);
        }
        return Edit.apply(bytes, edits);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        return quoted.append('"').toString();
    }

    /**
     * Whether the beginning of an answer can be added to its messages. With thinking it cannot, as an answer must begin with its thoughts
     * then (https://platform.claude.com/docs/en/build-with-claude/extended-thinking).
     */
    boolean continuable() {
        return outline.endOfMessages() >= 0 && !outline.thinking();
    }

    /**
     * The same request for a target that shall go on with an answer.
     *
     * @param begun the answer's beginning as a JSON string
     * @param asking how the target wants to be asked
     */
    CallBody continuing(String begun, Prefill.Asking asking) {
        String mark = asking.ofMessage().isEmpty() ? "" : "," + asking.ofMessage();
        String message = ",{\"role\":\"assistant\",\"content\":" + begun + mark + "}";
        var edits = new ArrayList<Edit>();
        edits.add(Edit.added(outline.endOfMessages(), message));
        if (!asking.ofBody().isEmpty()) {
            edits.add(Edit.added(outline.firstField(), asking.ofBody() + ","));
        }
        return new CallBody(operation, bytes, headers, outline, edits);
    }
}
