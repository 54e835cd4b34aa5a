package io.switchgear.simulator.exchange;

import org.jspecify.annotations.Nullable;

/** A call that gets an error in its dialect. {@code code} and {@code param} are OpenAI's; {@code retryAfter} is in seconds. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String code;
    private final @Nullable String param;
    private final @Nullable Integer retryAfter;

    public Refusal(
            int status, String message, @Nullable String code, @Nullable String param, @Nullable Integer retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
        this.retryAfter = retryAfter;
    }

    /** 400 about one field of the body. */
    public static Refusal invalid(String message, @Nullable String param) {
        return new Refusal(400, message, "invalid_value", param, null);
    }

    /** 400 for a field that has to be there. */
    public static Refusal missing(String param) {
        return new Refusal(
                400, "Missing required parameter: '" + param + "'.", "missing_required_parameter", param, null);
    }

    static Refusal unknownModel() {
        return new Refusal(
                404, "The model does not exist or you do not have access to it.", "model_not_found", "model", null);
    }

    public int status() {
        return status;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public @Nullable String code() {
        return code;
    }

    public @Nullable String param() {
        return param;
    }

    public @Nullable Integer retryAfter() {
        return retryAfter;
    }
}
