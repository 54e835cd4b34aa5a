package io.switchgear.router.dataplane;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * A change of a body, which stays as it is everywhere else.
 *
 * @param from first byte that is replaced
 * @param to the byte behind the last one; {@code from} where only something is added
 * @param text instead
 */
record Edit(int from, int to, String text) {

    static Edit added(int at, String text) {
        return new Edit(at, at, text);
    }

    /** The body with all changes, which must not overlap; the same array if there are none. */
    static byte[] apply(byte[] body, List<Edit> edits) {
        if (edits.isEmpty()) {
            return body;
        }
        var edited = new ByteArrayOutputStream(body.length + 128);
        int at = 0;
        for (Edit edit :
                edits.stream().sorted(Comparator.comparingInt(Edit::from)).toList()) {
            edited.write(body, at, edit.from() - at);
            edited.writeBytes(edit.text().getBytes(StandardCharsets.UTF_8));
            at = edit.to();
        }
        edited.write(body, at, body.length - at);
        return edited.toByteArray();
    }
}
