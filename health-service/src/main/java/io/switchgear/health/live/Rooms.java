package io.switchgear.health.live;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.springframework.stereotype.Component;

import io.switchgear.health.live.LiveMessage.ServiceUpdate;
import io.switchgear.health.status.ProviderStatus;

/** The connected clients by workspace, and what each workspace's clients know already. */
@Component
class Rooms {

    private final Map<UUID, Room> rooms = new ConcurrentHashMap<>();
    private final Set<LiveConnection> all = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean leaving = new AtomicBoolean();

    /** One workspace: its clients, those of them who know nothing yet, and the last update of each service. */
    private static final class Room {
        private final Set<LiveConnection> members = new HashSet<>();
        private final Set<LiveConnection> fresh = new HashSet<>();
        private Map<String, ServiceUpdate> known = Map.of();
    }

    void enter(LiveConnection connection) {
        all.add(connection);
        rooms.compute(connection.workspace(), (workspace, found) -> {
            var room = found == null ? new Room() : found;
            room.members.add(connection);
            room.fresh.add(connection);
            return room;
        });
        if (leaving.get()) {
            connection.leave();
        }
    }

    void exit(LiveConnection connection) {
        all.remove(connection);
        rooms.computeIfPresent(connection.workspace(), (workspace, room) -> {
            room.members.remove(connection);
            room.fresh.remove(connection);
            return room.members.isEmpty() ? null : room;
        });
    }

    boolean isWatched(UUID workspace) {
        return rooms.containsKey(workspace);
    }

    Set<UUID> watched() {
        return Set.copyOf(rooms.keySet());
    }

    int connections() {
        return all.size();
    }

    /**
     * Tells a workspace's clients what is new to them.
     *
     * @param encode called once for each update, however many clients get it
     * @return how many updates were handed out
     */
    int show(UUID workspace, List<ProviderStatus> providers, Instant now, Function<ServiceUpdate, String> encode) {
        var handedOut = new int[1];
        rooms.computeIfPresent(workspace, (id, room) -> {
            var next = new java.util.HashMap<String, ServiceUpdate>();
            for (ProviderStatus provider : providers) {
                var update = ServiceUpdate.of(provider, now);
                next.put(update.service(), update);
                boolean changed = !update.equals(room.known.get(update.service()));
                Set<LiveConnection> audience = changed ? room.members : room.fresh;
                if (!audience.isEmpty()) {
                    String message = encode.apply(update);
                    audience.forEach(connection -> connection.update(update.service(), message));
                    handedOut[0] += audience.size();
                }
            }
            room.known = next;
            room.fresh.clear();
            return room;
        });
        return handedOut[0];
    }

    /** Ends all connections, and those that still come. */
    void leave() {
        leaving.set(true);
        all.forEach(LiveConnection::leave);
    }
}
