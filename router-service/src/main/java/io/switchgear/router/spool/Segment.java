package io.switchgear.router.spool;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * One memory-mapped file of the spool: what is written to it survives the process at once, the machine after {@link #flush}.
 * A record is length (4 bytes, written last), CRC-32C over type and payload (4), type (1) and payload, padded to 8 bytes. A length
 * of 0 ends the segment; so does whatever a crash left half-written.
 */
final class Segment {

    private static final long MAGIC = 0x5357_4753_504F_4F4CL;
    private static final int START = 16;
    private static final int HEAD = 9;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final int ZEROS = 1 << 16;

    private final long number;
    private final Path file;
    private final Arena arena;
    private final MemorySegment memory;
    private final int size;
    private volatile int end;

    private Segment(long number, Path file, Arena arena, MemorySegment memory) {
        this.number = number;
        this.file = file;
        this.arena = arena;
        this.memory = memory;
        this.size = (int) memory.byteSize();
    }

    /** A new file, filled with zeros: a full disk shows here, and not as a fault while writing to the mapping. */
    static Segment create(Path folder, long number, int size) throws IOException {
        Path file = folder.resolve("%020d.spool".formatted(number));
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var zeros = ByteBuffer.allocate(ZEROS);
            for (int left = size; left > 0; left -= ZEROS) {
                zeros.clear().limit(Math.min(ZEROS, left));
                while (zeros.hasRemaining()) {
                    channel.write(zeros);
                }
            }
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        Segment segment = map(file, number);
        segment.memory.set(ValueLayout.JAVA_LONG, 0, MAGIC);
        segment.memory.set(ValueLayout.JAVA_LONG, 8, number);
        segment.end = START;
        return segment;
    }

    /** An existing file, cleaned behind its last whole record; null if it is none of ours. */
    static @Nullable Segment open(Path file) throws IOException {
        if (Files.size(file) < START + HEAD) {
            return null;
        }
        String name = file.getFileName().toString();
        Segment segment = map(file, Long.parseLong(name.substring(0, name.indexOf('.'))));
        if (segment.memory.get(ValueLayout.JAVA_LONG, 0) != MAGIC) {
            segment.arena.close();
            return null;
        }
        int offset = START;
        while (segment.whole(offset)) {
            offset += padded(segment.memory.get(INT, offset));
        }
        segment.end = offset;
        segment.memory.asSlice(offset).fill((byte) 0);
        return segment;
    }

    private static Segment map(Path file, long number) throws IOException {
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Segment(
                    number, file, arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena));
        }
    }

    private boolean whole(int offset) {
        if (offset + HEAD > size) {
            return false;
        }
        int length = memory.get(INT, offset);
        return length > 0 && length <= size - offset - HEAD && memory.get(INT, offset + 4L) == crc(offset, length);
    }

    private int crc(int offset, int length) {
        var crc = new CRC32C();
        crc.update(memory.asSlice(offset + 8L, 1 + length).asByteBuffer());
        return (int) crc.getValue();
    }

    static int padded(int length) {
        return (HEAD + length + 7) & ~7;
    }

    static int capacity(int size) {
        return size - START - HEAD - 7;
    }

    /** False if there is no room; one writer at a time. */
    boolean append(RecordType type, byte[] payload) {
        int offset = end;
        int taken = padded(payload.length);
        if (offset + taken > size) {
            return false;
        }
        memory.set(ValueLayout.JAVA_BYTE, offset + 8L, type.code());
        MemorySegment.copy(MemorySegment.ofArray(payload), 0, memory, offset + HEAD, payload.length);
        memory.set(INT, offset + 4L, crc(offset, payload.length));
        java.lang.invoke.VarHandle.releaseFence();
        memory.set(INT, offset, payload.length);
        end = offset + taken;
        return true;
    }

    SpoolRecord read(int offset) {
        int length = memory.get(INT, offset);
        byte[] payload = new byte[length];
        MemorySegment.copy(memory, offset + HEAD, MemorySegment.ofArray(payload), 0, length);
        return new SpoolRecord(RecordType.of(memory.get(ValueLayout.JAVA_BYTE, offset + 8L)), payload);
    }

    long number() {
        return number;
    }

    static int start() {
        return START;
    }

    int end() {
        return end;
    }

    int size() {
        return size;
    }

    void flush() {
        memory.force();
    }

    void close() {
        arena.close();
    }

    void delete() throws IOException {
        arena.close();
        Files.deleteIfExists(file);
    }
}
