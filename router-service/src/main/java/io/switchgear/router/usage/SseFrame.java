package io.switchgear.router.usage;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * One server-sent event as it came.
 *
 * @param bytes with the empty line that ends it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SseFrame(byte[] bytes) {

    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    /** The event's data, its lines joined; empty for comments and the like. */
    public byte[] data() {
        var data = new ByteArrayOutputStream(bytes.length);
        boolean first = true;
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            if (startsWithData(start, i)) {
                if (!first) {
                    data.write('\n');
                }
                first = false;
                int from = start + DATA.length;
                if (from < i && bytes[from] == ' ') {
                    from++;
                }
                int to = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
                data.write(bytes, from, to - from);
            }
            start = i + 1;
        }
        return data.toByteArray();
    }

    private boolean startsWithData(int from, int to) {
        return to - from >= DATA.length && Arrays.equals(bytes, from, from + DATA.length, DATA, 0, DATA.length);
    }
}
