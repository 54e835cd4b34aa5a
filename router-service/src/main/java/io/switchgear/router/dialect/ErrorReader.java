package io.switchgear.router.dialect;

import java.util.Locale;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.dialect.chat.Refused;
import io.switchgear.router.provider.Dialect;

/** Reads what providers refuse with, each in its published format, into OpenAI's vocabulary of codes; pure. */
final class ErrorReader {

    private static final String TOO_LONG = "context_length_exceeded";
    private static final String FILTERED = "content_filter";
    private static final String NO_MONEY = "insufficient_quota";
    private static final String NO_MODEL = "model_not_found";
    private static final Pattern UNKNOWN_MODEL = Pattern.compile(
            "model.{0,200}(not found|does not exist|unknown)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ErrorReader() {}

    /** The body is left as it is. */
    static Refused read(Dialect dialect, int status, HttpHeaders headers, byte[] body, JsonMapper json) {
        JsonNode error = error(body, json);
        String message = error.path("message").asString("");
        Refused refused = new Refused(
                status, headers, code(dialect, status, error, message), message, headers.get("content-type"), body);
        return dialect == Dialect.GEMINI ? gemini(refused, error) : refused;
    }

    private static String code(Dialect dialect, int status, JsonNode error, String message) {
        return switch (dialect) {
            case OPENAI -> openAi(status, error, message);
            case ANTHROPIC -> anthropic(error, message);
            case GEMINI -> google(error, message);
            case BEDROCK -> aws(error.path("__type").asString(""), message);
        };
    }

    /** OpenAI, Azure and the many that are compatible, which agree on little but {@code message}. */
    private static String openAi(int status, JsonNode error, String message) {
        JsonNode code = error.path("code");
        String word = code.isString() ? code.asString() : error.path("type").asString("");
        if (word.equals("DeploymentNotFound") || word.equals("invalid_model")) {
            return NO_MODEL;
        }
        if (word.equals("content_policy_violation")
                || error.path("innererror").path("code").asString("").equals("ResponsibleAIPolicyViolation")) {
            return FILTERED;
        }
        if (status == 404 && UNKNOWN_MODEL.matcher(message).find()) {
            return NO_MODEL;
        }
        return tooLong(status, message) ? TOO_LONG : word;
    }

    /** https://docs.claude.com/en/api/errors */
    private static String anthropic(JsonNode error, String message) {
        String type = error.path("type").asString("");
        return switch (type) {
            case "invalid_request_error" ->
                tooLong(400, message)
                        ? TOO_LONG
                        : message.contains("credit balance is too low")
                                ? NO_MONEY
                                : message.contains("content filtering policy") ? FILTERED : type;
            case "billing_error" -> NO_MONEY;
            case "not_found_error" -> message.startsWith("model:") ? NO_MODEL : type;
            default -> type;
        };
    }

    /** https://ai.google.dev/gemini-api/docs/troubleshooting */
    private static String google(JsonNode error, String message) {
        if (reason(error).equals("API_KEY_INVALID")) {
            return "invalid_api_key";
        }
        String status = error.path("status").asString("").toLowerCase(Locale.ROOT);
        return switch (status) {
            case "invalid_argument" -> tooLong(400, message) ? TOO_LONG : status;
            case "not_found" -> NO_MODEL;
            case "resource_exhausted" -> "rate_limit_exceeded";
            default -> status;
        };
    }

    /** Google says elsewhere what others say by status and header. */
    private static Refused gemini(Refused refused, JsonNode error) {
        int status = refused.code().equals("invalid_api_key") ? 401 : refused.status();
        HttpHeaders headers = refused.headers();
        String delay = retryDelay(error);
        if (delay != null && !headers.contains("retry-after")) {
            headers = new DefaultHttpHeaders().add(headers).set("retry-after", delay);
        }
        return new Refused(status, headers, refused.code(), refused.message(), refused.contentType(), refused.body());
    }

    private static String reason(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            if (detail.has("reason")) {
                return detail.path("reason").asString("");
            }
        }
        return "";
    }

    /** {@code google.rpc.RetryInfo}: seconds with a trailing s. */
    private static @Nullable String retryDelay(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            String delay = detail.path("retryDelay").asString("");
            if (delay.endsWith("s")) {
                return delay.substring(0, delay.length() - 1);
            }
        }
        return null;
    }

    /**
     * Amazon's exceptions, by their names.
     *
     * @param type with or without its namespace
     */
    static String aws(String type, String message) {
        String name = type.substring(type.lastIndexOf('#') + 1);
        return switch (name) {
            case "ValidationException" ->
                tooLong(400, message)
                        ? TOO_LONG
                        : message.contains("model identifier is invalid") ? NO_MODEL : "invalid_request_error";
            case "ResourceNotFoundException" -> NO_MODEL;
            case "ThrottlingException", "ServiceQuotaExceededException", "ModelNotReadyException" ->
                "rate_limit_exceeded";
            default -> name;
        };
    }

    private static boolean tooLong(int status, String message) {
        if (status != 400 && status != 413 && status != 422) {
            return false;
        }
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("maximum context length")
                || text.contains("prompt is too long")
                || text.contains("input is too long")
                || text.contains("exceed context limit")
                || text.contains("context window")
                || (text.contains("input token count") && text.contains("exceeds the maximum"));
    }

    private static JsonNode error(byte[] body, JsonMapper json) {
        try {
            JsonNode tree = json.readTree(body);
            JsonNode first = tree.isArray() ? tree.path(0) : tree;
            JsonNode error = first.path("error");
            return error.isObject() ? error : first;
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }
}
