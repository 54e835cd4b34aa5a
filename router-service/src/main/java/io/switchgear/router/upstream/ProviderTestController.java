package io.switchgear.router.upstream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.router.catalog.Catalogs;
import io.switchgear.router.provider.Provider;

/** Tries a provider by one live call that costs no tokens: its list of models. */
@RestController
class ProviderTestController {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int BODY_LIMIT = 4 << 20;
    private static final int EXCERPT = 300;

    private final Catalogs catalogs;
    private final Upstream upstream;
    private final UpstreamProperties properties;
    private final InstantSource clock;

    ProviderTestController(Catalogs catalogs, Upstream upstream, UpstreamProperties properties, InstantSource clock) {
        this.catalogs = catalogs;
        this.upstream = upstream;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * How the call went.
     *
     * @param success whether the provider answered as it should
     * @param status HTTP status; null if there was no answer
     * @param latencyMs until the whole answer, or the failure
     * @param error what went wrong; null if nothing did
     */
    record TestResult(
            boolean success,
            @Nullable Integer status,
            long latencyMs,
            @Nullable String error) {}

    @PostMapping("/api/v1/admin/router/providers/{name}/test")
    Mono<TestResult> test(@Requires(Permission.ROUTER_MANAGE) Caller caller, @PathVariable String name) {
        Provider provider =
                catalogs.current().workspace(caller.workspaceId()).providers().get(name);
        if (provider == null) {
            throw ProblemException.notFound("provider", name);
        }
        long start = clock.millis();
        return upstream.models(provider, provider.timeouts().or(properties.timeouts()))
                .flatMap(answer -> answer.body(BODY_LIMIT).map(body -> result(answer, body, start)))
                .timeout(LIMIT)
                .onErrorResume(error -> Mono.just(new TestResult(false, null, clock.millis() - start, reason(error))));
    }

    private TestResult result(UpstreamAnswer answer, byte[] body, long start) {
        long latency = clock.millis() - start;
        if (answer.ok()) {
            return new TestResult(true, answer.status(), latency, null);
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return new TestResult(
                false,
                answer.status(),
                latency,
                "The provider answered " + answer.status() + ": "
                        + text.substring(0, Math.min(EXCERPT, text.length())));
    }

    private static String reason(Throwable error) {
        return error instanceof TimeoutException
                ? "No answer within " + LIMIT.toSeconds() + " s."
                : "No answer: " + error.getMessage();
    }
}
