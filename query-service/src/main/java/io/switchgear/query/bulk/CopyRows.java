package io.switchgear.query.bulk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's COPY text format: tab between columns, {@code \N} for null. Text must not hold U+0000. */
public final class CopyRows {

    private final List<String> columns;
    private final StringBuilder text = new StringBuilder(1024);
    private boolean atLineStart = true;

    /** @param columns in the order in which each row's values are added */
    public CopyRows(List<String> columns) {
        this.columns = columns;
    }

    public CopyRows add(@Nullable String value) {
        separate();
        if (value == null) {
            text.append("\\N");
            return this;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
        return this;
    }

    public CopyRows add(@Nullable Number value) {
        return plain(value);
    }

    public CopyRows add(@Nullable Instant value) {
        return plain(value);
    }

    public CopyRows add(UUID value) {
        return plain(value);
    }

    public CopyRows add(LocalDate value) {
        return plain(value);
    }

    public CopyRows add(boolean value) {
        return plain(value ? "t" : "f");
    }

    public CopyRows add(byte[] value) {
        return plain("\\\\x" + HexFormat.of().formatHex(value));
    }

    public void endRow() {
        text.append('\n');
        atLineStart = true;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    String columnList() {
        return String.join(", ", columns);
    }

    ByteBuf encoded() {
        return ByteBufUtil.writeUtf8(UnpooledByteBufAllocator.DEFAULT, text);
    }

    private CopyRows plain(@Nullable Object value) {
        separate();
        text.append(value == null ? "\\N" : value.toString());
        return this;
    }

    private void separate() {
        if (!atLineStart) {
            text.append('\t');
        }
        atLineStart = false;
    }
}
