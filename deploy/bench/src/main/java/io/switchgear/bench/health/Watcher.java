package io.switchgear.bench.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A console's WebSocket: answers pings, and says when a service is told to be in another state. */
final class Watcher implements WebSocket.Listener {

    private static final Pattern UPDATE =
            Pattern.compile("\"type\":\"service:update\",\"service\":\"([^\"]+)\".*?\"state\":\"([a-z-]+)\"");
    private static final Pattern PING = Pattern.compile("\"type\":\"ping\",\"timestamp\":(\\d+)");

    private final BiConsumer<String, String> told;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Watcher(BiConsumer<String, String> told) {
        this.told = told;
    }

    /** @param told is given a service and its circuit's state, as soon as that is another one */
    static CompletableFuture<WebSocket> connect(
            HttpClient http, String url, String token, BiConsumer<String, String> told) {
        return http.newWebSocketBuilder()
                .header("X-Switchgear-Token", token)
                .header("X-Workspace-ID", Member.WORKSPACE)
                .buildAsync(URI.create(url.replaceFirst("^http", "ws") + "/ws"), new Watcher(told));
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        CompletionStage<?> said = CompletableFuture.completedStage(null);
        if (last) {
            said = hear(socket, text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return said;
    }

    private CompletionStage<?> hear(WebSocket socket, String message) {
        Matcher update = UPDATE.matcher(message);
        if (update.find()) {
            String service = update.group(1);
            String state = update.group(2);
            if (!state.equals(states.put(service, state))) {
                told.accept(service, state);
            }
            return CompletableFuture.completedStage(null);
        }
        Matcher ping = PING.matcher(message);
        return ping.find()
                ? socket.sendText("{\"type\":\"pong\",\"timestamp\":" + ping.group(1) + "}", true)
                : CompletableFuture.completedStage(null);
    }
}
