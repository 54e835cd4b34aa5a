package io.switchgear.simulator.exchange;

import java.util.ArrayList;
import java.util.List;

import io.switchgear.simulator.json.Json;

/** A tool call whose arguments come in pieces, as a model streams them. */
public record ToolAnswer(Tool tool, List<String> pieces) {

    private static final int PIECE = 6;

    public static ToolAnswer of(Tool tool) {
        String arguments = Json.write(tool.arguments());
        var pieces = new ArrayList<String>();
        for (int from = 0; from < arguments.length(); from += PIECE) {
            pieces.add(arguments.substring(from, Math.min(arguments.length(), from + PIECE)));
        }
        return new ToolAnswer(tool, List.copyOf(pieces));
    }
}
