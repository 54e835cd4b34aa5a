package io.switchgear.router.dataplane;

import org.jspecify.annotations.Nullable;

/** The caller's request cannot be served as it is. */
final class BadCall extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String param;

    BadCall(int status, String code, String message, @Nullable String param) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    @Nullable
    String param() {
        return param;
    }
}
