package io.switchgear.router.dialect.chat;

/** A request asks for what a provider has no counterpart of, or cannot be read well enough to be translated. */
public final class Untranslatable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;

    private Untranslatable(String code, String field, String message) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    /**
     * There is no counterpart.
     *
     * @param field that asks for it, for example {@code tools[0].type}
     * @param where for example {@code Anthropic}
     */
    public static Untranslatable unsupported(String field, String where) {
        return new Untranslatable(
                "unsupported_parameter",
                field,
                "'" + field + "' has no counterpart at the provider of this model (" + where + ").");
    }

    /** @param rule what the field breaks, for example {@code must be an array} */
    public static Untranslatable invalid(String field, String rule) {
        return new Untranslatable("invalid_value", field, "'" + field + "' " + rule + ".");
    }

    /** In OpenAI's vocabulary. */
    public String code() {
        return code;
    }

    public String field() {
        return field;
    }
}
