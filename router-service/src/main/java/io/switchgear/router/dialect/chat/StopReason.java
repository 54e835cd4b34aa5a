package io.switchgear.router.dialect.chat;

/** Why an answer ends. */
public enum StopReason {
    /** The model has said what it had to say. */
    END,
    /** One of the caller's stop texts. */
    STOP_SEQUENCE,
    /** No more tokens allowed, or no more room. */
    LENGTH,
    /** Tools are to be called. */
    TOOL_CALLS,
    /** A filter, or the model refuses. */
    CONTENT_FILTER
}
