package io.switchgear.common.identity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A member's role in a workspace; each includes the permissions of the one before. */
public enum Role {
    VIEWER(Permission.ROUTER_VIEW, Permission.QUERY_VIEW, Permission.ACTION_VIEW, Permission.LLM_CALL),
    OPERATOR(Permission.ACTION_EXECUTE),
    ADMIN(Permission.ROUTER_MANAGE, Permission.ACTION_APPROVE, Permission.ADMIN),
    OWNER(Permission.WORKSPACE_OWN);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is.
    private final Set<Permission> added;

    Role(Permission... added) {
        this.added = Set.of(added);
    }

    public Set<Permission> permissions() {
        var all = EnumSet.noneOf(Permission.class);
        for (Role role : values()) {
            if (role.compareTo(this) <= 0) {
                all.addAll(role.added);
            }
        }
        return all;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role that {@code wire} names.
     *
     * @throws IllegalArgumentException if it names none
     */
    @JsonCreator
    public static Role of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
