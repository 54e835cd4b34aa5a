package io.switchgear.gateway.member;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether somebody belongs to a workspace yet. */
enum MemberStatus {
    ACTIVE,
    INVITED;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
