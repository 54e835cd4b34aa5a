package io.switchgear.common.identity;

import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;

/** Supplies a handler's {@link Caller}, if the caller may do what the parameter's annotation asks. */
final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return Mono.fromCallable(() -> check(parameter, Callers.of(exchange)));
    }

    private static Caller check(MethodParameter parameter, Caller caller) {
        Requires requires = parameter.getParameterAnnotation(Requires.class);
        if (requires != null && caller.may(requires.value())) {
            return caller;
        }
        FromService fromService = parameter.getParameterAnnotation(FromService.class);
        if (fromService != null && caller.has(fromService.value())) {
            return caller;
        }
        if (requires == null && fromService == null) {
            throw new IllegalStateException(
                    parameter.getMethod() + ": a Caller parameter needs @Requires or @FromService");
        }
        throw ProblemException.forbidden(
                "permission_missing",
                requires != null
                        ? "This needs the permission " + requires.value() + "."
                        : "This is open to Switchgear's own services only.");
    }
}
