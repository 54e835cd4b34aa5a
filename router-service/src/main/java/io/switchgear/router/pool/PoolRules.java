package io.switchgear.router.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.problem.FieldError;

/** What a pool must be like. */
final class PoolRules {

    /** Names of pools and providers: they stand in paths, headers and model fields. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    static final String NAME_RULE =
            "must be 1 to 128 letters, digits, dots, colons, dashes or underscores, starting with a letter or digit";

    private static final int MAX_TARGETS = 100;
    private static final int MAX_MODELS = 500;

    private PoolRules() {}

    /**
     * The broken rules; empty if there are none.
     *
     * @param name the pool's
     * @param others the workspace's other pools: name to fallbacks
     */
    static List<FieldError> check(String name, PoolDocument pool, Map<String, List<String>> others) {
        var errors = new ArrayList<FieldError>();
        if (!NAME.matcher(name).matches()) {
            errors.add(new FieldError("group_name", NAME_RULE));
        }
        if (pool.groupName() != null && !pool.groupName().equals(name)) {
            errors.add(new FieldError("group_name", "must be the name that the path has"));
        }
        if (pool.strategy() != null && Strategy.find(pool.strategy()).isEmpty()) {
            errors.add(new FieldError("strategy", "must be one of " + strategies()));
        }
        if (pool.rescue() != null && Rescue.find(pool.rescue()).isEmpty()) {
            errors.add(new FieldError("rescue", "must be one of prefill, rerun, off"));
        }
        targets(pool, errors);
        models(pool, errors);
        limits(pool, errors);
        hedge(pool.hedge(), errors);
        split(name, pool.split(), others, errors);
        fallback("fallback", name, pool.fallback() == null ? List.of() : pool.fallback(), others, errors);
        fallback(
                "context_fallback",
                name,
                pool.contextFallback() == null ? List.of() : pool.contextFallback(),
                others,
                errors);
        return errors;
    }

    private static String strategies() {
        return List.of(Strategy.values()).stream().map(Strategy::wire).collect(Collectors.joining(", "));
    }

    private static void targets(PoolDocument pool, List<FieldError> errors) {
        var targets = pool.providers();
        if (targets == null || targets.isEmpty() || targets.size() > MAX_TARGETS) {
            errors.add(new FieldError("providers", "must name 1 to " + MAX_TARGETS + " providers"));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            var target = targets.get(i);
            String field = "providers[" + i + "]";
            if (target.name() == null || !NAME.matcher(target.name()).matches()) {
                errors.add(new FieldError(field + ".name", NAME_RULE));
            }
            if (target.weight() != null && !(target.weight() >= 0 && target.weight() <= 1_000_000)) {
                errors.add(new FieldError(field + ".weight", "must be from 0 to 1000000"));
            }
            if (target.priority() != null && (target.priority() < 0 || target.priority() > 1000)) {
                errors.add(new FieldError(field + ".priority", "must be from 0 to 1000"));
            }
            if (target.model() != null && !model(target.model())) {
                errors.add(new FieldError(field + ".model", "must be 1 to 256 printable characters"));
            }
            if (!seen.add(target.name() + "\n" + target.model())) {
                errors.add(new FieldError(field, "must not stand twice in the pool"));
            }
        }
        if (targets.stream().allMatch(target -> target.weight() != null && target.weight() == 0)) {
            errors.add(new FieldError("providers", "must have one with a weight above 0"));
        }
    }

    private static void models(PoolDocument pool, List<FieldError> errors) {
        var models = pool.models() == null ? List.<String>of() : pool.models();
        if (models.size() > MAX_MODELS) {
            errors.add(new FieldError("models", "must be at most " + MAX_MODELS));
        }
        for (int i = 0; i < models.size(); i++) {
            if (!model(models.get(i))) {
                errors.add(new FieldError("models[" + i + "]", "must be 1 to 256 printable characters"));
            }
        }
    }

    private static boolean model(@Nullable String model) {
        return model != null
                && !model.isBlank()
                && model.length() <= 256
                && model.chars().noneMatch(Character::isISOControl);
    }

    private static void limits(PoolDocument pool, List<FieldError> errors) {
        var retry = pool.retry();
        if (retry != null) {
            range(errors, "retry.max_attempts", retry.maxAttempts(), 1, 10);
            range(errors, "retry.same_target", retry.sameTarget(), 0, 3);
            range(errors, "retry.budget_percent", retry.budgetPercent(), 0, 100);
            range(errors, "retry.budget_min", retry.budgetMin(), 0, 10_000);
        }
        if (pool.timeouts() != null) {
            errors.addAll(TimeoutRules.check(pool.timeouts()));
        }
    }

    private static void split(
            String name,
            PoolDocument.@Nullable SplitDocument split,
            Map<String, List<String>> others,
            List<FieldError> errors) {
        if (split == null) {
            return;
        }
        Double percent = split.percent();
        if (percent == null || !(percent > 0 && percent < 100)) {
            errors.add(new FieldError("split.percent", "must be above 0 and below 100"));
        }
        if (split.strategy() == null && split.fallback() == null) {
            errors.add(new FieldError("split", "must have a strategy or a fallback of its own"));
        }
        if (split.strategy() != null && Strategy.find(split.strategy()).isEmpty()) {
            errors.add(new FieldError("split.strategy", "must be one of " + strategies()));
        }
        fallback("split.fallback", name, split.fallback() == null ? List.of() : split.fallback(), others, errors);
    }

    private static void hedge(@Nullable Hedge hedge, List<FieldError> errors) {
        if (hedge == null) {
            return;
        }
        range(errors, "hedge.delay_ms", hedge.delayMs(), 1, 3_600_000);
        Double percent = hedge.maxPercent();
        if (percent != null && !(percent > 0 && percent <= 100)) {
            errors.add(new FieldError("hedge.max_percent", "must be above 0 and at most 100"));
        }
    }

    private static void range(List<FieldError> errors, String field, @Nullable Number value, long min, long max) {
        if (value != null && (value.longValue() < min || value.longValue() > max)) {
            errors.add(new FieldError(field, "must be from " + min + " to " + max));
        }
    }

    private static void fallback(
            String list,
            String name,
            List<String> fallback,
            Map<String, List<String>> others,
            List<FieldError> errors) {
        for (int i = 0; i < fallback.size(); i++) {
            String next = fallback.get(i);
            String field = list + "[" + i + "]";
            if (next == null) {
                errors.add(new FieldError(field, NAME_RULE));
            } else if (next.equals(name)) {
                errors.add(new FieldError(field, "must not be the pool itself"));
            } else if (!others.containsKey(next)) {
                errors.add(new FieldError(field, "must name a pool; there is no '" + next + "'"));
            } else {
                cycle(name, next, others)
                        .ifPresent(
                                path -> errors.add(new FieldError(field, "must not lead back to the pool: " + path)));
            }
        }
    }

    private static Optional<String> cycle(String name, String start, Map<String, List<String>> others) {
        var waiting = new ArrayDeque<List<String>>(List.of(List.of(start)));
        var seen = new HashSet<String>();
        while (!waiting.isEmpty()) {
            var path = waiting.poll();
            for (String next : others.getOrDefault(path.getLast(), List.of())) {
                var longer = new ArrayList<>(path);
                longer.add(next);
                if (next.equals(name)) {
                    return Optional.of(name + " → " + String.join(" → ", longer));
                }
                if (seen.add(next)) {
                    waiting.add(longer);
                }
            }
        }
        return Optional.empty();
    }
}
