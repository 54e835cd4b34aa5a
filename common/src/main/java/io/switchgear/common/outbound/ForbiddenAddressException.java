package io.switchgear.common.outbound;

import java.io.IOException;

/** An outbound connection to an address that may not be connected to. */
public final class ForbiddenAddressException extends IOException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String message) {
        super(message);
    }
}
