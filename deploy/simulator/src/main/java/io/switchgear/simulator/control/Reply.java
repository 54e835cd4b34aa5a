package io.switchgear.simulator.control;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A status with a document, or 204 without one. */
record Reply(int status, @Nullable Object body) {

    static Reply ok(Object body) {
        return new Reply(200, body);
    }

    static Reply created(Object body) {
        return new Reply(201, body);
    }

    static Reply done() {
        return new Reply(204, null);
    }

    static Reply problem(int status, String detail) {
        String title =
                switch (status) {
                    case 400 -> "Bad Request";
                    case 404 -> "Not Found";
                    case 405 -> "Method Not Allowed";
                    case 413 -> "Content Too Large";
                    default -> "Unprocessable Content";
                };
        return new Reply(status, Map.of("type", "about:blank", "title", title, "status", status, "detail", detail));
    }
}
