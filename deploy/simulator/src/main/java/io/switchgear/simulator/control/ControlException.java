package io.switchgear.simulator.control;

/** A control request that cannot be done; nothing of it was applied. */
final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private ControlException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ControlException badRequest(String message) {
        return new ControlException(400, message);
    }

    static ControlException unprocessable(String message) {
        return new ControlException(422, message);
    }

    static ControlException notFound(ControlRequest request) {
        return new ControlException(404, "nothing is at " + request.path() + "; GET /_sim lists the calls");
    }

    static ControlException unknown(String what, String name) {
        return new ControlException(404, "there is no " + what + " '" + name + "'");
    }

    static ControlException notAllowed(ControlRequest request, String... methods) {
        return new ControlException(
                405, request.path() + " takes " + String.join(", ", methods) + ", not " + request.method());
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
