package io.switchgear.simulator.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The grammar of faults: {@code fault[=value][,option=value…]}, several rules joined by {@code !}. Of several rules the first that
 * is not used up applies.
 */
public final class FaultGrammar {

    /** What each rule does, for {@code GET /_sim} and the README. */
    public static final Map<String, String> HELP = help();

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)?");

    private FaultGrammar() {}

    /** A model name without its rules, and the rules. */
    public record Model(String name, List<FaultRule> rules) {}

    /** Reads {@code name[!rule…]}. */
    public static Model model(String model) {
        int mark = model.indexOf('!');
        return mark < 0
                ? new Model(model, List.of())
                : new Model(model.substring(0, mark), rules(model.substring(mark + 1)));
    }

    /** Reads {@code rule[!rule…]}, with or without a leading {@code !}. */
    public static List<FaultRule> rules(String text) {
        var rules = new ArrayList<FaultRule>();
        for (String rule : (text.startsWith("!") ? text.substring(1) : text).split("!", -1)) {
            rules.add(rule(rule.trim()));
        }
        return List.copyOf(rules);
    }

    private static FaultRule rule(String text) {
        var parts = new LinkedHashMap<String, String>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = (equals < 0 ? part : part.substring(0, equals)).trim();
            if (parts.put(key, equals < 0 ? "" : part.substring(equals + 1).trim()) != null) {
                throw new FaultSyntaxException("'" + key + "' stands twice in '" + text + "'");
            }
        }
        var head = parts.pollFirstEntry();
        String times = parts.remove("times");
        String retryAfter = parts.remove("retry-after");
        String code = parts.remove("code");
        if (!parts.isEmpty()) {
            throw new FaultSyntaxException("unknown option '"
                    + parts.firstEntry().getKey() + "' in '" + text + "'; options are times, retry-after, code");
        }
        if ((retryAfter != null || code != null) && !head.getKey().equals("status")) {
            throw new FaultSyntaxException(
                    "retry-after and code go with status only, not with '" + head.getKey() + "'");
        }
        return new FaultRule(
                fault(head.getKey(), head.getValue(), retryAfter, code),
                times == null ? FaultRule.ALWAYS : number("times", times, 1, 1_000_000),
                text);
    }

    private static Fault fault(String name, String value, @Nullable String retryAfter, @Nullable String code) {
        return switch (name) {
            case "status" ->
                new Fault.Status(
                        number("status", value, 400, 599),
                        retryAfter == null ? null : number("retry-after", retryAfter, 0, 86_400),
                        code);
            case "slow-first-token" -> new Fault.SlowFirstToken(duration(value));
            case "cut" -> new Fault.Cut(tokens(name, value));
            case "stall" -> new Fault.Stall(tokens(name, value));
            case "malformed" -> new Fault.Malformed(tokens(name, value));
            case "error" -> new Fault.StreamError(tokens(name, value));
            default -> plain(name, value);
        };
    }

    private static Fault plain(String name, String value) {
        Fault fault =
                switch (name) {
                    case "reset" -> new Fault.Reset();
                    case "silence" -> new Fault.Silence();
                    case "no-done" -> new Fault.NoDone();
                    case "refuse-prefill" -> new Fault.RefusePrefill();
                    case "context-length" -> new Fault.ContextLength();
                    case "content-filter" -> new Fault.ContentFilter();
                    case "quota" -> new Fault.Quota();
                    case "unknown-model" -> new Fault.UnknownModel();
                    default ->
                        throw new FaultSyntaxException(
                                "unknown fault '" + name + "'; faults are " + String.join(", ", HELP.keySet()));
                };
        if (!value.isEmpty()) {
            throw new FaultSyntaxException("'" + name + "' takes no value, got '" + value + "'");
        }
        return fault;
    }

    private static int tokens(String name, String value) {
        return number(name, value, 0, 10_000_000);
    }

    private static int number(String name, String value, int min, int max) {
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new FaultSyntaxException(
                "'" + name + "' wants a whole number from " + min + " to " + max + ", got '" + value + "'");
    }

    private static Duration duration(String value) {
        var matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new FaultSyntaxException("'slow-first-token' wants a duration like 500ms or 5s, got '" + value + "'");
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        Duration duration =
                switch (unit == null ? "ms" : unit) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofMillis(amount);
                };
        if (duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new FaultSyntaxException("'slow-first-token' is at most 1 hour, got '" + value + "'");
        }
        return duration;
    }

    private static Map<String, String> help() {
        var help = new LinkedHashMap<String, String>();
        help.put("status", "status=503[,retry-after=2][,code=c]: answer with this HTTP error");
        help.put("reset", "reset the connection before any header");
        help.put("silence", "read the request and never answer");
        help.put("slow-first-token", "slow-first-token=5s: headers at once, the first token after the delay");
        help.put("cut", "cut=10: close the connection after n tokens");
        help.put("stall", "stall=10: send nothing more after n tokens, connection open");
        help.put("malformed", "malformed=5: one broken event after n tokens, then go on");
        help.put("error", "error=5: an error event inside the stream after n tokens");
        help.put("no-done", "end the stream without its terminator");
        help.put("refuse-prefill", "400 when the last message is the assistant's");
        help.put("context-length", "400 context_length_exceeded");
        help.put("content-filter", "end early because of a content filter");
        help.put("quota", "429 insufficient_quota");
        help.put("unknown-model", "404 model_not_found");
        return Collections.unmodifiableMap(help);
    }
}
