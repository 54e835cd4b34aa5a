package io.switchgear.query.bulk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format, which neither side has to print or parse. Each value must have its column's type: there
 * is no conversion. Text must not hold U+0000.
 */
public final class CopyRows {

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRAILER = {-1, -1};

    /** PostgreSQL counts from 2000-01-01. */
    private static final long EPOCH_SECOND = 946_684_800;

    private static final int EPOCH_DAY = 10_957;
    private static final byte JSONB_VERSION = 1;

    private final List<String> columns;
    private final ByteBuf data = Unpooled.buffer(1024);

    /** @param columns in the order in which each row's values are added */
    public CopyRows(List<String> columns) {
        this.columns = columns;
    }

    public CopyRows startRow() {
        data.writeShort(columns.size());
        return this;
    }

    /** Column of type text. */
    public CopyRows add(@Nullable String value) {
        return value == null ? none() : text(value);
    }

    /** Column of type jsonb. */
    public CopyRows addJson(@Nullable String value) {
        if (value == null) {
            return none();
        }
        int length = ByteBufUtil.utf8Bytes(value);
        data.writeInt(length + 1).writeByte(JSONB_VERSION);
        ByteBufUtil.reserveAndWriteUtf8(data, value, length);
        return this;
    }

    /** Column of type bigint. */
    public CopyRows add(@Nullable Long value) {
        return value == null ? none() : whole(value);
    }

    /** Column of type smallint. */
    public CopyRows addSmall(int value) {
        data.writeInt(Short.BYTES).writeShort(value);
        return this;
    }

    /** Column of type double precision. */
    public CopyRows add(@Nullable Double value) {
        return value == null ? none() : whole(Double.doubleToRawLongBits(value));
    }

    /** Column of type timestamptz; microseconds. */
    public CopyRows add(@Nullable Instant value) {
        return value == null
                ? none()
                : whole((value.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + value.getNano() / 1000);
    }

    public CopyRows add(UUID value) {
        data.writeInt(2 * Long.BYTES)
                .writeLong(value.getMostSignificantBits())
                .writeLong(value.getLeastSignificantBits());
        return this;
    }

    /** Column of type date. */
    public CopyRows add(LocalDate value) {
        data.writeInt(Integer.BYTES).writeInt((int) value.toEpochDay() - EPOCH_DAY);
        return this;
    }

    public CopyRows add(boolean value) {
        data.writeInt(1).writeByte(value ? 1 : 0);
        return this;
    }

    /** Column of type bytea. */
    public CopyRows add(byte[] value) {
        data.writeInt(value.length).writeBytes(value);
        return this;
    }

    public boolean isEmpty() {
        return !data.isReadable();
    }

    String columnList() {
        return String.join(", ", columns);
    }

    /** A view, so that a statement can be run again. */
    ByteBuf encoded() {
        return Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(HEADER),
                Unpooled.wrappedBuffer(data.array(), data.arrayOffset(), data.readableBytes()),
                Unpooled.wrappedBuffer(TRAILER));
    }

    private CopyRows none() {
        data.writeInt(-1);
        return this;
    }

    private CopyRows whole(long value) {
        data.writeInt(Long.BYTES).writeLong(value);
        return this;
    }

    private CopyRows text(String value) {
        int length = ByteBufUtil.utf8Bytes(value);
        data.writeInt(length);
        ByteBufUtil.reserveAndWriteUtf8(data, value, length);
        return this;
    }
}
