package io.switchgear.router.dialect.chat;

import java.util.ArrayList;
import java.util.List;

/** Gathers messages: neighbours of the same role become one, because some providers want turns to alternate. */
public final class Conversation {

    private final List<Part.Text> system = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    public void instruct(Part.Text text) {
        system.add(text);
    }

    /** Empty turns say nothing and are left out. */
    public void add(Message.Role role, List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        if (messages.isEmpty() || messages.getLast().role() != role) {
            messages.add(new Message(role, List.copyOf(parts)));
            return;
        }
        var joined = new ArrayList<>(messages.removeLast().parts());
        joined.addAll(parts);
        messages.add(new Message(role, List.copyOf(joined)));
    }

    public List<Part.Text> system() {
        return List.copyOf(system);
    }

    public List<Message> messages() {
        return List.copyOf(messages);
    }
}
