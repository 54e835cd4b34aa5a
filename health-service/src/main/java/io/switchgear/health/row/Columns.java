package io.switchgear.health.row;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/** Columns of a row by name, as the types that records have. */
public final class Columns {

    private Columns() {}

    public static String text(Readable row, String column) {
        return Objects.requireNonNull(maybeText(row, column), column);
    }

    public static @Nullable String maybeText(Readable row, String column) {
        return row.get(column, String.class);
    }

    public static boolean flag(Readable row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }

    public static long number(Readable row, String column) {
        return Objects.requireNonNull(maybeNumber(row, column), column);
    }

    public static @Nullable Long maybeNumber(Readable row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : null;
    }

    public static @Nullable Double maybeDecimal(Readable row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : null;
    }

    public static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class), column);
    }

    public static Instant time(Readable row, String column) {
        return Objects.requireNonNull(maybeTime(row, column), column);
    }

    public static @Nullable Instant maybeTime(Readable row, String column) {
        return row.get(column, Instant.class);
    }
}
