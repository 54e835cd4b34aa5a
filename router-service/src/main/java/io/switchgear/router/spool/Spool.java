package io.switchgear.router.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only queue of memory-mapped segments. An appended record survives {@code kill -9} at once and the machine once
 * {@link #flush} has run; it is deleted when every reader has acknowledged it. Only a full disk or the size limit drops records;
 * drops are counted.
 */
public final class Spool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path folder;
    private final int segmentSize;
    private final long maxSize;
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private final List<SpoolReader> readers = new CopyOnWriteArrayList<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private volatile Segment active;
    private @Nullable Segment spare;
    private long failedAt;
    private boolean failed;
    private boolean closed;

    /**
     * Opens the spool as the last process left it.
     *
     * @throws UncheckedIOException if the directory cannot be used
     */
    public Spool(SpoolProperties properties) {
        this.folder = properties.directory();
        this.segmentSize = (int) properties.segmentSize().toBytes();
        this.maxSize = properties.maxSize().toBytes();
        try {
            Files.createDirectories(folder);
            this.active = recover();
        } catch (IOException e) {
            throw new UncheckedIOException("The spool cannot be opened in " + folder, e);
        }
    }

    private Segment recover() throws IOException {
        var files = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(folder, "*.spool")) {
            found.forEach(files::add);
        }
        files.sort(null);
        for (Path file : files) {
            Segment segment = Segment.open(file);
            if (segment == null) {
                LOG.warn("{} is no segment of a spool; it is left alone.", file);
            } else if (segment.end() == Segment.start()) {
                segment.delete();
            } else {
                segments.put(segment.number(), segment);
            }
        }
        if (!segments.isEmpty()) {
            numbers.set(segments.lastKey());
            return segments.lastEntry().getValue();
        }
        // Never a number that was used before: readers have positions in it.
        numbers.set(System.currentTimeMillis() / 1000);
        Segment first = Segment.create(folder, numbers.incrementAndGet(), segmentSize);
        segments.put(first.number(), first);
        return first;
    }

    /**
     * Appends a record.
     *
     * @return false if it had to be dropped
     */
    public boolean append(RecordType type, byte[] payload) {
        if (payload.length == 0 || payload.length > Segment.capacity(segmentSize)) {
            dropped.incrementAndGet();
            return false;
        }
        synchronized (this) {
            if (closed || (!active.append(type, payload) && !(roll() && active.append(type, payload)))) {
                dropped.incrementAndGet();
                return false;
            }
        }
        appended.incrementAndGet();
        if (type.urgent()) {
            wakes.forEach(Runnable::run);
        }
        return true;
    }

    /** Has {@code wake} run whenever an urgent record was appended, by the thread that did it: it must not take long. */
    public void onUrgent(Runnable wake) {
        wakes.add(wake);
    }

    private boolean roll() {
        Segment next = spare != null ? spare : create();
        spare = null;
        if (next == null) {
            return false;
        }
        segments.put(next.number(), next);
        active = next;
        return true;
    }

    private @Nullable Segment create() {
        if (failed && System.nanoTime() - failedAt < RETRY_NANOS) {
            return null;
        }
        failed = false;
        try {
            if (bytes() + segmentSize <= maxSize) {
                return Segment.create(folder, numbers.incrementAndGet(), segmentSize);
            }
            LOG.warn("The spool in {} is full ({} bytes); records are dropped.", folder, bytes());
        } catch (IOException e) {
            LOG.warn("The spool in {} cannot grow; records are dropped: {}", folder, e.toString());
        }
        failed = true;
        failedAt = System.nanoTime();
        return null;
    }

    /** A consumer; the same name stands for the same position after a restart. */
    public SpoolReader reader(String name, Set<RecordType> wanted) {
        try {
            var reader =
                    new SpoolReader(this, folder, name, wanted, new Position(segments.firstKey(), Segment.start()));
            readers.add(reader);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException("The position of " + name + " cannot be kept in " + folder, e);
        }
    }

    @Nullable
    Segment segment(long number) {
        return segments.get(number);
    }

    @Nullable
    Position firstFrom(Position position) {
        Long number = segments.higherKey(position.segment());
        return number == null ? null : new Position(number, Segment.start());
    }

    /** Whether nothing will be added to a segment any more. */
    boolean sealed(Segment segment) {
        return segment != active;
    }

    Position end() {
        Segment last = active;
        return new Position(last.number(), last.end());
    }

    /** Makes what was appended durable, gets the next segment ready, and deletes what everybody has read. Blocks on the disk. */
    public void flush() {
        active.flush();
        readers.forEach(SpoolReader::flush);
        prepare();
        collect();
    }

    private void prepare() {
        synchronized (this) {
            if (closed || spare != null || active.end() < active.size() / 2 || bytes() + segmentSize > maxSize) {
                return;
            }
        }
        try {
            Segment fresh = Segment.create(folder, numbers.incrementAndGet(), segmentSize);
            synchronized (this) {
                // Not if a burst has needed one meanwhile: numbers only rise.
                if (!closed && fresh.number() > active.number()) {
                    spare = fresh;
                    return;
                }
            }
            fresh.delete();
        } catch (IOException e) {
            LOG.debug("No segment could be prepared: {}", e.toString());
        }
    }

    private void collect() {
        if (readers.isEmpty()) {
            return;
        }
        long oldest = readers.stream()
                .map(SpoolReader::position)
                .min(Position::compareTo)
                .orElseThrow()
                .segment();
        for (var read :
                List.copyOf(segments.headMap(Math.min(oldest, active.number())).values())) {
            segments.remove(read.number());
            try {
                read.delete();
            } catch (IOException e) {
                LOG.warn("A segment of the spool cannot be deleted: {}", e.toString());
            }
        }
    }

    /** Whether a reader is so far behind that its receiver must be away. */
    public boolean backlog() {
        Position end = end();
        return readers.stream()
                .map(SpoolReader::position)
                .anyMatch(at -> at.segment() < end.segment() || end.offset() - at.offset() > 256 * 1024);
    }

    /** On disk. */
    public long bytes() {
        return (segments.size() + (spare == null ? 0L : 1L)) * segmentSize;
    }

    /** Records that were lost since the process started. */
    public long dropped() {
        return dropped.get();
    }

    /** Records that were appended since the process started. */
    public long appended() {
        return appended.get();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        segments.values().forEach(segment -> {
            segment.flush();
            segment.close();
        });
        if (spare != null) {
            spare.close();
        }
    }
}
