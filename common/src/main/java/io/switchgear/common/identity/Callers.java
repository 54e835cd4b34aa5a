package io.switchgear.common.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

import io.switchgear.common.problem.ProblemException;

/** Where a request keeps its authenticated {@link Caller}. */
public final class Callers {

    private static final String ATTRIBUTE = Caller.class.getName();

    private Callers() {}

    public static void set(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(ATTRIBUTE, caller);
    }

    public static @Nullable Caller find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** @throws ProblemException 401 if nobody was authenticated */
    public static Caller of(ServerWebExchange exchange) {
        Caller caller = find(exchange);
        if (caller == null) {
            throw ProblemException.unauthorized("token_missing", "Authentication is required.");
        }
        return caller;
    }

    /** @throws ProblemException 401 if nobody was authenticated, 403 if who was lacks the permission */
    public static Caller permitted(ServerWebExchange exchange, Permission permission) {
        Caller caller = of(exchange);
        if (!caller.may(permission)) {
            throw ProblemException.forbidden("permission_missing", "This needs the permission " + permission + ".");
        }
        return caller;
    }
}
