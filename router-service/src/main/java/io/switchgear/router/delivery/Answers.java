package io.switchgear.router.delivery;

import java.util.Set;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/** What a receiver's status means. */
final class Answers {

    /** The content is at fault: the same will never be taken. All else may be later. */
    private static final Set<Integer> REFUSED = Set.of(400, 413, 415, 422);

    private Answers() {}

    static Mono<byte[]> bodyOfAccepted(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]);
        }
        return response.releaseBody()
                .then(Mono.error(() -> REFUSED.contains(status.value())
                        ? new Receiver.Refused("HTTP " + status.value())
                        : new IllegalStateException("HTTP " + status.value())));
    }
}
