package io.switchgear.gateway.apikey;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** After what time a budget begins anew, in UTC. */
enum BudgetPeriod {
    DAY,
    MONTH;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static BudgetPeriod of(String wire) {
        return switch (wire) {
            case "day" -> DAY;
            case "month" -> MONTH;
            default -> throw new IllegalArgumentException("must be day or month");
        };
    }
}
