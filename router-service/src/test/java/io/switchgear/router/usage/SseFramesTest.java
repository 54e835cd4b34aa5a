package io.switchgear.router.usage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SseFramesTest {

    private static final String STREAM = ": comment\n\ndata: {\"a\":\"ü\"}\n\nevent: x\r\ndata: one\r\ndata:two\r\n\r\n"
            + "data: [DONE]\n\ndata: rest";

    @Test
    void cutsAnywhereComeOutTheSame() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        var random = new Random(9);
        for (int round = 0; round < 300; round++) {
            var frames = new SseFrames();
            var data = new ArrayList<String>();
            var raw = new StringBuilder();
            int at = 0;
            while (at < bytes.length) {
                int more = round == 0 ? 1 : 1 + random.nextInt(bytes.length - at);
                var buffer = Unpooled.wrappedBuffer(bytes, at, more);
                frames.feed(buffer).forEach(frame -> {
                    data.add(text(frame.data()));
                    raw.append(text(frame.bytes()));
                });
                at += more;
            }
            assertThat(data).isEqualTo(List.of("", "{\"a\":\"ü\"}", "one\ntwo", "[DONE]"));
            assertThat(raw.toString()).isEqualTo(STREAM.substring(0, STREAM.length() - "data: rest".length()));
            assertThat(text(frames.rest().data())).isEqualTo("rest");
            assertThat(frames.rest()).isNull();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
