package io.switchgear.router.delivery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.testing.Await;
import io.switchgear.router.spool.RecordType;
import io.switchgear.router.spool.Spool;
import io.switchgear.router.spool.SpoolProperties;
import io.switchgear.router.spool.SpoolRecord;

import static org.assertj.core.api.Assertions.assertThat;

class PumpTest {

    @TempDir
    private Path folder;

    /** Takes everything. */
    private record Taker(Set<RecordType> wanted, List<String> taken) implements Receiver {

        @Override
        public String name() {
            return "taker";
        }

        @Override
        public Mono<Void> deliver(List<SpoolRecord> records) {
            records.forEach(record -> taken.add(new String(record.payload(), StandardCharsets.UTF_8)));
            return Mono.empty();
        }
    }

    @Test
    void anUrgentRecordDoesNotWaitForTheNextLook() {
        var receiver = new Taker(Set.of(RecordType.CIRCUIT_EVENT, RecordType.SAMPLE), new CopyOnWriteArrayList<>());
        var disk = Schedulers.newSingle("disk");
        Sinks.Many<Boolean> wakes = Sinks.many().multicast().directBestEffort();
        try (var spool = new Spool(new SpoolProperties(folder, DataSize.ofKilobytes(64), DataSize.ofKilobytes(256)))) {
            spool.onUrgent(() -> wakes.tryEmitNext(true));
            var reader = spool.reader("taker", receiver.wanted());
            var pump = new Pump(reader, receiver, Duration.ofSeconds(5), InstantSource.system(), disk);
            var running = pump.run(Duration.ofDays(1), wakes.asFlux());
            append(spool, RecordType.SAMPLE, "waits");
            for (int i = 1; i <= 100; i++) {
                append(spool, RecordType.CIRCUIT_EVENT, "event " + i);
            }
            Await.until(() -> assertThat(receiver.taken()).hasSize(101));
            assertThat(receiver.taken()).startsWith("waits", "event 1").endsWith("event 100");
            running.dispose();
        } finally {
            disk.dispose();
        }
    }

    private static void append(Spool spool, RecordType type, String text) {
        assertThat(spool.append(type, text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }
}
