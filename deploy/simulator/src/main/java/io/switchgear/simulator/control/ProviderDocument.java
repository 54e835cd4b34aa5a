package io.switchgear.simulator.control;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.fault.FaultGrammar;
import io.switchgear.simulator.fault.FaultRule;
import io.switchgear.simulator.provider.Provider;
import io.switchgear.simulator.provider.ProviderSettings;

/** Settings of a provider on the wire; what is absent in a {@code PUT} gets its default. */
record ProviderDocument(
        @Nullable List<String> faults,
        @Nullable Long latencyMs,
        @Nullable Double tokensPerSecond,
        @Nullable Double jitter,
        @Nullable Integer outputTokens,
        @Nullable Double failureRate,
        @Nullable String requiredKey,
        @Nullable Set<String> models) {

    /** A provider as the control API shows it. The key is a test's own, yet shown by its last four characters only. */
    record View(
            String name,
            ProviderDocument settings,
            List<OutageDocument.View> outages,
            List<String> queue,
            boolean down) {

        static View of(Provider provider, Instant now) {
            return new View(
                    provider.name(),
                    ProviderDocument.of(provider.settings()),
                    provider.outages().stream().map(OutageDocument.View::of).toList(),
                    provider.queue().stream().map(FaultRule::text).toList(),
                    provider.outage(now) != null);
        }
    }

    /** The settings; throws IllegalArgumentException with the reason. */
    ProviderSettings settings(ProviderSettings healthy) {
        return new ProviderSettings(
                faults == null ? List.of() : rules(faults),
                healthy.pace().with(latencyMs, tokensPerSecond, jitter),
                outputTokens == null ? healthy.outputTokens() : outputTokens,
                failureRate == null ? 0 : failureRate,
                requiredKey,
                models == null ? Set.of() : Set.copyOf(models));
    }

    static List<FaultRule> rules(List<String> texts) {
        return texts.stream().flatMap(text -> FaultGrammar.rules(text).stream()).toList();
    }

    private static ProviderDocument of(ProviderSettings settings) {
        String key = settings.requiredKey();
        return new ProviderDocument(
                settings.faults().stream().map(FaultRule::text).toList(),
                settings.pace().latencyMs(),
                settings.pace().tokensPerSecond(),
                settings.pace().jitter(),
                settings.outputTokens(),
                settings.failureRate(),
                key == null ? null : "…" + (key.length() <= 8 ? "" : key.substring(key.length() - 4)),
                settings.models());
    }
}
