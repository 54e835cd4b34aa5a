package io.switchgear.router.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests and answers as the providers' documentation shows them. */
public final class Fixtures {

    private Fixtures() {}

    /** @param name below {@code wire/}, for example {@code openai/text.json} */
    public static byte[] bytes(String name) {
        try (var file = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/wire/" + name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String name) {
        return JsonMapper.shared().readTree(bytes(name));
    }
}
