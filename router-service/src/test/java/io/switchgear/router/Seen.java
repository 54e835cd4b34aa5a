package io.switchgear.router;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a caller has seen of an answer, whatever its wire format and whether it was streamed. */
record Seen(String text, String tool, String arguments, String stop, long input, long cached, long output) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static final Seen TEXT = new Seen("It is 18 degrees in Paris.", "", "", "end", 100, 20, 30);
    static final Seen TOOL = new Seen("", "get_weather", "{\"city\":\"Paris\"}", "tool", 100, 20, 30);

    static Seen of(String caller, boolean stream, byte[] body) {
        return switch (caller) {
            case "chat" -> stream ? chatStream(data(body)) : chat(JSON.readTree(body));
            case "messages" -> stream ? messagesStream(data(body)) : messages(JSON.readTree(body));
            case "responses" -> {
                var events = data(body);
                yield stream ? responsesStream(events) : responses(JSON.readTree(body));
            }
            default -> throw new IllegalArgumentException(caller);
        };
    }

    static List<String> data(byte[] body) {
        var data = new ArrayList<String>();
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("data: ")) {
                data.add(line.substring("data: ".length()));
            }
        }
        return data;
    }

    private static String stop(String reason) {
        return switch (reason) {
            case "stop", "end_turn" -> "end";
            case "tool_calls", "tool_use" -> "tool";
            default -> reason;
        };
    }

    private static String compact(String arguments) {
        return arguments.isEmpty() ? "" : JSON.readTree(arguments).toString();
    }

    private static Seen chat(JsonNode answer) {
        JsonNode choice = answer.path("choices").path(0);
        JsonNode function = choice.path("message").path("tool_calls").path(0).path("function");
        JsonNode usage = answer.path("usage");
        return new Seen(
                choice.path("message").path("content").asString(""),
                function.path("name").asString(""),
                compact(function.path("arguments").asString("")),
                stop(choice.path("finish_reason").asString("")),
                usage.path("prompt_tokens").asLong(),
                usage.path("prompt_tokens_details").path("cached_tokens").asLong(),
                usage.path("completion_tokens").asLong());
    }

    private static Seen chatStream(List<String> data) {
        if (!data.getLast().equals("[DONE]")) {
            throw new AssertionError("No [DONE] at the end of " + data);
        }
        var text = new StringBuilder();
        var arguments = new StringBuilder();
        String tool = "";
        String reason = "";
        JsonNode usage = JSON.createObjectNode();
        for (String piece : data.subList(0, data.size() - 1)) {
            JsonNode chunk = JSON.readTree(piece);
            JsonNode choice = chunk.path("choices").path(0);
            text.append(choice.path("delta").path("content").asString(""));
            JsonNode function = choice.path("delta").path("tool_calls").path(0).path("function");
            tool += function.path("name").asString("");
            arguments.append(function.path("arguments").asString(""));
            reason += choice.path("finish_reason").asString("");
            usage = chunk.path("usage").isObject() ? chunk.path("usage") : usage;
        }
        return new Seen(
                text.toString(),
                tool,
                compact(arguments.toString()),
                stop(reason),
                usage.path("prompt_tokens").asLong(),
                usage.path("prompt_tokens_details").path("cached_tokens").asLong(),
                usage.path("completion_tokens").asLong());
    }

    private static Seen messages(JsonNode answer) {
        var text = new StringBuilder();
        String tool = "";
        String arguments = "";
        for (JsonNode block : answer.path("content")) {
            text.append(block.path("text").asString(""));
            tool += block.path("name").asString("");
            arguments += block.has("input") ? block.path("input").toString() : "";
        }
        return messages(
                text.toString(), tool, arguments, answer.path("stop_reason").asString(""), answer.path("usage"));
    }

    private static Seen messages(String text, String tool, String arguments, String reason, JsonNode usage) {
        long cached = usage.path("cache_read_input_tokens").asLong();
        return new Seen(
                text,
                tool,
                compact(arguments),
                stop(reason),
                usage.path("input_tokens").asLong() + cached,
                cached,
                usage.path("output_tokens").asLong());
    }

    private static Seen messagesStream(List<String> data) {
        var text = new StringBuilder();
        var arguments = new StringBuilder();
        String tool = "";
        String reason = "";
        var usage = JSON.createObjectNode();
        int open = 0;
        for (String piece : data) {
            JsonNode event = JSON.readTree(piece);
            open += event.path("type").asString().equals("content_block_start") ? 1 : 0;
            open -= event.path("type").asString().equals("content_block_stop") ? 1 : 0;
            text.append(event.path("delta").path("text").asString(""));
            arguments.append(event.path("delta").path("partial_json").asString(""));
            tool += event.path("content_block").path("name").asString("");
            reason += event.path("delta").path("stop_reason").asString("");
            for (JsonNode told : List.of(event.path("message").path("usage"), event.path("usage"))) {
                told.properties().forEach(field -> usage.set(field.getKey(), field.getValue()));
            }
        }
        if (open != 0 || !data.getLast().contains("message_stop")) {
            throw new AssertionError("Unbalanced, or no end: " + data);
        }
        return messages(text.toString(), tool, arguments.toString(), reason, usage);
    }

    private static Seen responses(JsonNode answer) {
        var text = new StringBuilder();
        String tool = "";
        String arguments = "";
        for (JsonNode item : answer.path("output")) {
            for (JsonNode content : item.path("content")) {
                text.append(content.path("text").asString(""));
            }
            tool += item.path("name").asString("");
            arguments += item.path("arguments").asString("");
        }
        JsonNode usage = answer.path("usage");
        return new Seen(
                text.toString(),
                tool,
                compact(arguments),
                answer.path("status").asString("").equals("completed") ? tool.isEmpty() ? "end" : "tool" : "",
                usage.path("input_tokens").asLong(),
                usage.path("input_tokens_details").path("cached_tokens").asLong(),
                usage.path("output_tokens").asLong());
    }

    /** The last event repeats the whole answer, which must be what the pieces said. */
    private static Seen responsesStream(List<String> data) {
        var text = new StringBuilder();
        var arguments = new StringBuilder();
        int sequence = 0;
        for (String piece : data) {
            JsonNode event = JSON.readTree(piece);
            if (event.path("sequence_number").asInt(-1) != sequence++) {
                throw new AssertionError("Out of sequence: " + data);
            }
            switch (event.path("type").asString("")) {
                case "response.output_text.delta" ->
                    text.append(event.path("delta").asString());
                case "response.function_call_arguments.delta" ->
                    arguments.append(event.path("delta").asString());
                default -> {}
            }
        }
        Seen whole = responses(JSON.readTree(data.getLast()).path("response"));
        return new Seen(
                text.toString(),
                whole.tool(),
                compact(arguments.toString()),
                whole.stop(),
                whole.input(),
                whole.cached(),
                whole.output());
    }
}
