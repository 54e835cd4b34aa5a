package io.switchgear.router.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SpoolTest {

    private static final Set<RecordType> CALLS = Set.of(RecordType.CALL);

    @TempDir
    private Path folder;

    private static Spool open(Path folder) {
        return new Spool(new SpoolProperties(folder, DataSize.ofKilobytes(64), DataSize.ofKilobytes(256)));
    }

    private static boolean append(Spool spool, RecordType type, String text) {
        return spool.append(type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(SpoolReader.Batch batch) {
        return batch.records().stream()
                .map(record -> new String(record.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> drain(SpoolReader reader) {
        var all = new ArrayList<String>();
        for (var batch = reader.next(10, 1 << 20); !batch.isEmpty(); batch = reader.next(10, 1 << 20)) {
            all.addAll(texts(batch));
            reader.acknowledge(batch);
        }
        return all;
    }

    /** What a killed process leaves: the mapped pages, and nothing that was done on the way out. */
    private Path killed() throws IOException {
        Path copy = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-killed"));
        try (var files = Files.list(folder)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, copy.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return copy;
    }

    @Test
    void readersAreIndependentAndSeeTheSameUntilTheyAcknowledge() {
        try (var spool = open(folder)) {
            var calls = spool.reader("calls", CALLS);
            var rest = spool.reader("rest", Set.of(RecordType.SAMPLE, RecordType.CIRCUIT_EVENT));
            append(spool, RecordType.CALL, "one");
            append(spool, RecordType.SAMPLE, "two");
            append(spool, RecordType.CALL, "three");
            assertThat(texts(calls.next(10, 1000))).containsExactly("one", "three");
            assertThat(texts(calls.next(1, 1000))).containsExactly("one");
            calls.acknowledge(calls.next(1, 1000));
            assertThat(texts(calls.next(10, 1000))).containsExactly("three");
            assertThat(texts(rest.next(10, 1000))).containsExactly("two");
            assertThat(drain(calls)).containsExactly("three");
            assertThat(calls.drained()).isTrue();
            assertThat(rest.drained()).isFalse();
        }
    }

    @Test
    void aKilledProcessLosesNothingThatWasAppended() throws IOException {
        var spool = open(folder);
        var reader = spool.reader("calls", CALLS);
        var expected = new ArrayList<String>();
        for (int i = 0; i < 3000; i++) {
            String text = "record " + i;
            assertThat(append(spool, RecordType.CALL, text)).isTrue();
            expected.add(text);
        }
        reader.acknowledge(reader.next(100, 1 << 20));
        try (var next = open(killed())) {
            assertThat(drain(next.reader("calls", CALLS))).isEqualTo(expected.subList(100, 3000));
            assertThat(append(next, RecordType.CALL, "afterwards")).isTrue();
            assertThat(drain(next.reader("calls", CALLS))).containsExactly("afterwards");
        }
        spool.close();
    }

    @Test
    void whatWasHalfWrittenIsCutOff() throws IOException {
        var random = new Random(5);
        for (int round = 0; round < 20; round++) {
            Path home = Files.createDirectory(folder.resolve("round" + round));
            int end;
            try (var spool = open(home)) {
                append(spool, RecordType.CALL, "whole");
                end = spool.end().offset();
                append(spool, RecordType.CALL, "torn".repeat(20));
            }
            damage(home, end + random.nextInt(60), random);
            try (var spool = open(home)) {
                var reader = spool.reader("calls", CALLS);
                assertThat(drain(reader)).containsExactly("whole");
                append(spool, RecordType.CALL, "new");
                assertThat(drain(reader)).containsExactly("new");
            }
            try (var spool = open(home)) {
                assertThat(drain(spool.reader("other", CALLS))).containsExactly("whole", "new");
            }
        }
    }

    private static void damage(Path home, int offset, Random random) throws IOException {
        Path segment;
        try (var files = Files.list(home)) {
            segment = files.filter(file -> file.toString().endsWith(".spool"))
                    .findFirst()
                    .orElseThrow();
        }
        try (var channel = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ (1 + random.nextInt(255)))).rewind();
            channel.write(one, offset);
        }
    }

    @Test
    void acknowledgedSegmentsAreDeletedAndAFullSpoolDropsAndCounts() {
        try (var spool = open(folder)) {
            var reader = spool.reader("calls", CALLS);
            String kilobyte = "x".repeat(1000);
            int kept = 0;
            while (append(spool, RecordType.CALL, kilobyte)) {
                kept++;
            }
            assertThat(kept).isBetween(4 * 60, 4 * 64);
            assertThat(spool.dropped()).isEqualTo(1);
            assertThat(spool.bytes()).isEqualTo(256 * 1024);
            assertThat(drain(reader)).hasSize(kept);
            spool.flush();
            assertThat(spool.bytes()).isLessThanOrEqualTo(128 * 1024);
        }
    }

    @Test
    void manyWritersOneReaderNothingLostNothingTwice() throws InterruptedException {
        try (var spool = new Spool(new SpoolProperties(folder, DataSize.ofKilobytes(64), DataSize.ofMegabytes(64)))) {
            var reader = spool.reader("calls", CALLS);
            var threads = new ArrayList<Thread>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "w" + writer + ":";
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 5000; i++) {
                        append(spool, RecordType.CALL, name + i);
                    }
                }));
            }
            var seen = new ArrayList<String>();
            while (threads.stream().anyMatch(Thread::isAlive)) {
                seen.addAll(drain(reader));
                spool.flush();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            seen.addAll(drain(reader));
            assertThat(seen).hasSize(20_000);
            assertThat(new TreeSet<>(seen)).hasSize(20_000);
            assertThat(spool.dropped()).isZero();
        }
    }

    @Test
    void recordsThatNoSegmentCanHoldAreDropped() {
        try (var spool = open(folder)) {
            assertThat(spool.append(RecordType.CALL, new byte[64 * 1024])).isFalse();
            assertThat(spool.append(RecordType.CALL, new byte[0])).isFalse();
            assertThat(spool.dropped()).isEqualTo(2);
        }
    }
}
