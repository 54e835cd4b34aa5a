package io.switchgear.gateway.account;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.problem.ProblemException;

/** Hashes passwords with Argon2id (RFC 9106; OWASP's minimum: 19 MiB, 2 passes, 1 lane), a few at a time, on threads of its own. */
@Component
class Passwords implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int WAITING = 256;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Scheduler threads;
    private final Mono<String> nobodys;

    Passwords(LoginProperties properties) {
        this.threads = Schedulers.newBoundedElastic(properties.hashingThreads(), WAITING, "password");
        this.nobodys = hash("the password of no one at all").cache();
    }

    Mono<String> hash(String password) {
        return Mono.fromCallable(() -> encode(password))
                .subscribeOn(threads)
                .onErrorMap(RejectedExecutionException.class, e -> busy());
    }

    /** Whether it is the password; without a hash to compare with, takes just as long to say no. */
    Mono<Boolean> matches(String password, @Nullable String hash) {
        Mono<String> known = hash == null ? nobodys : Mono.just(hash);
        return known.flatMap(expected -> Mono.fromCallable(() -> argon2.matches(password, expected) && hash != null)
                        .subscribeOn(threads))
                .onErrorMap(RejectedExecutionException.class, e -> busy());
    }

    private String encode(String password) {
        String hash = argon2.encode(password);
        if (hash == null) {
            throw new IllegalStateException("The password could not be hashed.");
        }
        return hash;
    }

    private static ProblemException busy() {
        return ProblemException.unavailable("login_busy", "Too many people are logging in.", Duration.ofSeconds(2));
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
