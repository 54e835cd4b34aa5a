package io.switchgear.query.bulk;

import java.util.Objects;

import io.r2dbc.spi.Readable;

/** Reads columns that are declared {@code not null}. */
public final class Columns {

    private Columns() {}

    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
