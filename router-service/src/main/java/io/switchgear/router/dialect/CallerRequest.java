package io.switchgear.router.dialect;

import java.util.Map;

/** What a caller asks for, in the wire format of its operation. */
public interface CallerRequest {

    Operation operation();

    /** As it came. */
    byte[] bytes();

    /**
     * The body for a target that speaks the caller's wire format: byte for byte as it came but for its model.
     *
     * @param model the target's
     * @param askForUsage whether a stream must tell the usage
     */
    byte[] forTarget(String model, boolean askForUsage);

    /** Whether the answer shall be streamed. */
    boolean stream();

    /** Whether the caller asked for usage in the stream. */
    boolean usageWanted();

    /** Headers to pass on, by their lower-case names. */
    Map<String, String> headers();
}
