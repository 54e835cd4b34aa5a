package io.switchgear.local.stores;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As much of Redis's protocol (RESP 2, inline commands) as it takes to ask whether a server is well. */
final class RedisConnection implements Closeable {

    private static final int TIMEOUT_MS = 2000;

    private final Socket socket;
    private final BufferedReader in;

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    static RedisConnection open(int port, String password) throws IOException {
        var socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            var connection = new RedisConnection(socket);
            connection.ask("AUTH " + password);
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * The answer's lines: one for a simple string or number, one for each element of an array of strings.
     *
     * @throws IOException for an error answer too
     */
    List<String> ask(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        var answer = new ArrayList<String>();
        String head = line();
        if (head.startsWith("*")) {
            for (int left = Integer.parseInt(head.substring(1)); left > 0; left--) {
                answer.add(value(line()));
            }
        } else {
            answer.add(value(head));
        }
        return answer;
    }

    private String value(String head) throws IOException {
        return switch (head.charAt(0)) {
            case '+', ':' -> head.substring(1);
            case '$' -> head.equals("$-1") ? "" : line();
            default -> throw new IOException("Redis answered: " + head);
        };
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null || line.isEmpty()) {
            throw new EOFException("Redis closed the connection.");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
