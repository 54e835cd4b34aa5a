package io.switchgear.health.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;

/** A client that says that it lives and never reads what it is told. */
final class DeafClient implements AutoCloseable {

    private final Socket socket = new Socket();

    DeafClient(int port, Consumer<HttpHeaders> headers) throws IOException {
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        var request = new StringBuilder("GET /ws HTTP/1.1\r\nHost: localhost:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        var named = new HttpHeaders();
        headers.accept(named);
        named.forEach((name, values) -> request.append(name + ": " + values.getFirst() + "\r\n"));
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
        readAnswer(socket.getInputStream());
    }

    private static void readAnswer(InputStream in) throws IOException {
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed: " + answer);
            }
            answer.append((char) next);
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(answer.toString());
        }
    }

    /** A masked text frame (RFC 6455, 5.2) with an unasked pong. */
    void pong() throws IOException {
        byte[] text = "{\"type\":\"pong\",\"timestamp\":1}".getBytes(StandardCharsets.UTF_8);
        var frame = new byte[6 + text.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length);
        System.arraycopy(text, 0, frame, 6, text.length);
        socket.getOutputStream().write(frame);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
