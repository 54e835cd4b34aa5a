package io.switchgear.router.dialect;

/** A request asks for what a provider has no counterpart of. */
public final class Untranslatable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param field that asks for it, for example {@code response_format.type} */
    public Untranslatable(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
