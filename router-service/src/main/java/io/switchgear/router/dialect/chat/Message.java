package io.switchgear.router.dialect.chat;

import java.util.List;

/**
 * One turn of a conversation.
 *
 * @param role who speaks; tools' results are the user's
 * @param parts in order
 */
public record Message(Role role, List<Part> parts) {

    /** Who speaks. */
    public enum Role {
        USER,
        ASSISTANT
    }
}
