package io.switchgear.router.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.siblings.Service;
import io.switchgear.common.siblings.Siblings;
import io.switchgear.router.spool.RecordType;
import io.switchgear.router.spool.SpoolRecord;

/** Circuit events and samples go to health-service, in the order of their happening. */
@Component
class HealthReceiver implements Receiver {

    private static final byte[] HEAD = "{\"events\":[".getBytes(StandardCharsets.UTF_8);

    private final Siblings siblings;

    HealthReceiver(Siblings siblings) {
        this.siblings = siblings;
    }

    @Override
    public String name() {
        return "health-service";
    }

    @Override
    public Set<RecordType> wanted() {
        return Set.of(RecordType.CIRCUIT_EVENT, RecordType.SAMPLE);
    }

    private record Post(String path, byte[] body) {}

    @Override
    public Mono<Void> deliver(List<SpoolRecord> records) {
        return Flux.fromIterable(posts(records)).concatMap(this::send).then();
    }

    private Mono<byte[]> send(Post post) {
        return siblings.client(Service.HEALTH)
                .post()
                .uri(post.path())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(post.body())
                .exchangeToMono(Answers::bodyOfAccepted);
    }

    /** Neighbouring events share a request; a sample is one of its own. */
    private static List<Post> posts(List<SpoolRecord> records) {
        var posts = new ArrayList<Post>();
        var events = new ArrayList<byte[]>();
        for (SpoolRecord record : records) {
            if (record.type() == RecordType.CIRCUIT_EVENT) {
                events.add(record.payload());
            } else {
                flush(events, posts);
                posts.add(new Post("/internal/v1/samples", record.payload()));
            }
        }
        flush(events, posts);
        return posts;
    }

    private static void flush(List<byte[]> events, List<Post> posts) {
        if (events.isEmpty()) {
            return;
        }
        var body = new ByteArrayOutputStream();
        body.writeBytes(HEAD);
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(events.get(i));
        }
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        events.clear();
        posts.add(new Post("/internal/v1/circuit-events", body.toByteArray()));
    }
}
