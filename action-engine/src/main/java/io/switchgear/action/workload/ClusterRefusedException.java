package io.switchgear.action.workload;

/** The cluster answered no: trying again will not help. */
public final class ClusterRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
