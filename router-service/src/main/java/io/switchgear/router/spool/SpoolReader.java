package io.switchgear.router.spool;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A consumer of the spool with a durable position of its own. One thread at a time. */
public final class SpoolReader {

    private final Spool spool;
    private final Set<RecordType> wanted;
    private final MemorySegment file;
    private volatile Position position;

    SpoolReader(Spool spool, Path folder, String name, Set<RecordType> wanted, Position first) throws IOException {
        this.spool = spool;
        this.wanted = EnumSet.copyOf(wanted);
        try (var channel = FileChannel.open(
                folder.resolve(name + ".position"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            this.file = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES, Arena.ofAuto());
        }
        Position kept = Position.unpack(file.get(ValueLayout.JAVA_LONG, 0));
        Position end = spool.end();
        this.position = kept.compareTo(first) < 0 ? first : kept.compareTo(end) > 0 ? end : kept;
    }

    /**
     * Records that nobody has acknowledged yet, in order.
     *
     * @param records those that are wanted
     * @param next where the reader stands once they are acknowledged
     */
    public record Batch(List<SpoolRecord> records, long next) {

        public boolean isEmpty() {
            return records.isEmpty();
        }
    }

    /**
     * The next records, the same ones until they are acknowledged.
     *
     * @param maxRecords at most
     * @param maxBytes at most, but for a single record
     */
    public Batch next(int maxRecords, int maxBytes) {
        var records = new ArrayList<SpoolRecord>();
        Position at = position;
        int bytes = 0;
        while (records.size() < maxRecords && bytes < maxBytes) {
            Segment segment = spool.segment(at.segment());
            if (segment == null) {
                Position later = spool.firstFrom(at);
                if (later == null) {
                    break;
                }
                at = later;
                continue;
            }
            if (at.offset() >= segment.end()) {
                if (!spool.sealed(segment)) {
                    break;
                }
                at = new Position(at.segment() + 1, Segment.start());
                continue;
            }
            SpoolRecord found = segment.read(at.offset());
            at = new Position(at.segment(), at.offset() + Segment.padded(found.payload().length));
            if (wanted.contains(found.type())) {
                records.add(found);
                bytes += found.payload().length;
            }
        }
        if (records.isEmpty()) {
            move(at);
        }
        return new Batch(records, at.packed());
    }

    /** The batch's receiver has committed it. */
    public void acknowledge(Batch batch) {
        move(Position.unpack(batch.next()));
    }

    /** Whether everything that was appended is acknowledged. */
    public boolean drained() {
        return position.compareTo(spool.end()) >= 0;
    }

    private void move(Position to) {
        position = to;
        file.set(ValueLayout.JAVA_LONG, 0, to.packed());
    }

    Position position() {
        return position;
    }

    void flush() {
        file.force();
    }
}
