package io.switchgear.local.layout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/**
 * A port that somebody else listens on.
 *
 * @param port its number
 * @param wantedBy the part that needs it
 */
public record TakenPort(int port, String wantedBy) {

    private static final int CONNECT_TIMEOUT_MS = 200;

    /** Those of our ports that are taken, all at once, so that a user mends them in one go. */
    public static List<TakenPort> among(Ports ports) {
        return ports.all().entrySet().stream()
                .filter(port -> taken(port.getKey()))
                .map(port -> new TakenPort(port.getKey(), port.getValue()))
                .toList();
    }

    /** Binding alone does not do: macOS lets a loopback socket be bound beside one that listens on every interface. */
    static boolean taken(int port) {
        return answers(port) || !bindable(port);
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean bindable(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
