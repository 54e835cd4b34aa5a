package io.switchgear.health.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The entries of a batch that are worth storing, and those that are not.
 *
 * @param entries readable and sound
 * @param rejected the others
 */
public record Intake<T>(List<T> entries, List<Rejection> rejected) {

    /** @param flaw what is wrong with an entry; null if nothing is */
    public static <T> Intake<T> read(
            List<JsonNode> nodes, Class<T> type, JsonMapper json, Function<T, @Nullable String> flaw) {
        var entries = new ArrayList<T>();
        var rejected = new ArrayList<Rejection>();
        for (int i = 0; i < nodes.size(); i++) {
            try {
                T entry = json.treeToValue(nodes.get(i), type);
                String message = entry == null ? "is empty" : flaw.apply(entry);
                if (message == null) {
                    entries.add(entry);
                } else {
                    rejected.add(new Rejection(i, message));
                }
            } catch (JacksonException unreadable) {
                rejected.add(new Rejection(i, "cannot be read: " + unreadable.getOriginalMessage()));
            }
        }
        return new Intake<>(entries, rejected);
    }
}
