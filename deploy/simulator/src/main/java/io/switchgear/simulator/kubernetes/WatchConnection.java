package io.switchgear.simulator.kubernetes;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/** The mock's watch, ended off the event loop: it waits for its last events there, and everybody else with it. */
final class WatchConnection extends WebSocketListener {

    private final WebSocketListener watch;

    WatchConnection(WebSocketListener watch) {
        this.watch = watch;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        watch.onOpen(socket, response);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        watch.onMessage(socket, text);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        watch.onClosing(socket, code, reason);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
        Thread.ofVirtual().name("watch-end").start(() -> watch.onClosed(socket, code, reason));
    }

    @Override
    public void onFailure(WebSocket socket, Throwable error, Response response) {
        Thread.ofVirtual().name("watch-end").start(() -> watch.onFailure(socket, error, response));
    }
}
