package io.switchgear.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a module's committed {@code openapi.json} true. After a wanted change: run the test with {@code -Dopenapi.update=true}
 * and commit the file.
 */
public final class OpenApiContract {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private OpenApiContract() {}

    /** @param served the body of {@code GET /v3/api-docs} */
    public static void check(String served) {
        Path file = Path.of("openapi.json");
        String actual = normalise(served);
        try {
            if (Boolean.getBoolean("openapi.update")) {
                Files.writeString(file, actual);
            }
            if (!Files.exists(file) || !Files.readString(file).equals(actual)) {
                Path wanted = Path.of("target", "openapi.json");
                Files.writeString(wanted, actual);
                throw new AssertionError("openapi.json is not what the service publishes. If the change is wanted: cp "
                        + wanted.toAbsolutePath() + " " + file.toAbsolutePath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String normalise(String served) {
        var tree = JSON.treeToValue(JSON.readTree(served), java.util.TreeMap.class);
        tree.remove("servers");
        return JSON.writeValueAsString(tree) + "\n";
    }
}
