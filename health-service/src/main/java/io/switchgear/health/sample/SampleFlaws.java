package io.switchgear.health.sample;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitCounts;
import io.switchgear.common.circuit.Samples.GroupSample;
import io.switchgear.common.circuit.Samples.Latency;
import io.switchgear.common.circuit.Samples.MemberSample;
import io.switchgear.common.circuit.Samples.Outcome;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.health.intake.Flaws;

/** What makes an entry of a sample unfit to be stored. Each method returns what is wrong, or null. */
final class SampleFlaws {

    private SampleFlaws() {}

    static @Nullable String of(ProviderSample provider, Instant oldest, Instant now) {
        String flaw = Flaws.first(
                Flaws.missing("workspace_id", provider.workspaceId()),
                Flaws.name("provider", provider.provider()),
                Flaws.missing("state", provider.state()),
                Flaws.amount("version", provider.version()),
                Flaws.missing("since", provider.since()),
                Flaws.missing("thresholds", provider.thresholds()),
                Flaws.missing("counts", provider.counts()),
                Flaws.amount("active_requests", provider.activeRequests()),
                Flaws.missing("outcomes", provider.outcomes()));
        if (flaw == null) {
            flaw = counts(provider.counts());
        }
        if (flaw == null) {
            flaw = outcomes("outcomes", provider.outcomes(), oldest, now);
        }
        return flaw == null ? outcomes("probes", provider.probes(), oldest, now) : flaw;
    }

    static @Nullable String of(GroupSample group) {
        String flaw = Flaws.first(
                Flaws.missing("workspace_id", group.workspaceId()),
                Flaws.name("group_name", group.groupName()),
                Flaws.name("strategy", group.strategy()),
                Flaws.missing("members", group.members()));
        for (int i = 0; flaw == null && i < group.members().size(); i++) {
            flaw = member(group.members().get(i));
        }
        return flaw;
    }

    private static @Nullable String counts(CircuitCounts counts) {
        return Flaws.first(
                Flaws.amount("counts.total", counts.total()),
                Flaws.amount("counts.successes", counts.successes()),
                Flaws.amount("counts.failures", counts.failures()),
                Flaws.amount("counts.consecutive_failures", counts.consecutiveFailures()),
                Flaws.amount("counts.rejected", counts.rejected()),
                Flaws.amount("counts.incidents", counts.incidents()));
    }

    private static @Nullable String outcomes(String field, List<Outcome> outcomes, Instant oldest, Instant now) {
        for (Outcome outcome : outcomes) {
            String flaw = outcome == null ? field + " has an empty one" : outcome(field, outcome, oldest, now);
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    private static @Nullable String outcome(String field, Outcome outcome, Instant oldest, Instant now) {
        return Flaws.first(
                Flaws.amount(field + ".count", outcome.count()),
                Flaws.time(field + ".first_at", outcome.firstAt(), oldest, now),
                Flaws.time(field + ".last_at", outcome.lastAt(), oldest, now),
                latency(outcome.latency()));
    }

    private static @Nullable String member(@Nullable MemberSample member) {
        return member == null
                ? "a member is empty"
                : Flaws.first(
                        Flaws.name("members.provider", member.provider()),
                        member.model() == null ? null : Flaws.name("members.model", member.model()),
                        Double.isFinite(member.weight()) ? null : "members.weight is no number",
                        Flaws.amount("members.active_requests", member.activeRequests()),
                        Flaws.amount("members.total", member.total()),
                        Flaws.amount("members.successes", member.successes()),
                        Flaws.amount("members.failures", member.failures()),
                        latency(member.latency()));
    }

    private static @Nullable String latency(@Nullable Latency latency) {
        if (latency == null) {
            return "latency is missing";
        }
        long mostInOne = latency.buckets().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return Flaws.first(
                Flaws.amount("latency.sum_ms", latency.sumMs()),
                Flaws.amount("latency.min_ms", latency.minMs()),
                Flaws.amount("latency.max_ms", latency.maxMs()),
                Flaws.amount("latency.buckets", mostInOne));
    }
}
