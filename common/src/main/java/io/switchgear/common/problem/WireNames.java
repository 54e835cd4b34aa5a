package io.switchgear.common.problem;

import java.util.Locale;
import java.util.regex.Pattern;

/** Java property names as they are spelt on the wire. */
final class WireNames {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private WireNames() {}

    /** {@code providers[0].baseUrl} becomes {@code providers[0].base_url}. */
    static String snake(String javaPath) {
        return HUMP.matcher(javaPath).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
