package io.switchgear.action.lifecycle;

/** Another action is queued or running on the same target. */
public final class TargetBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public static final String SENTENCE =
            "Another action on this target has not finished; one at a time is carried out.";

    public TargetBusyException(Throwable cause) {
        super(SENTENCE, cause);
    }
}
