package io.switchgear.router.stats;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.springframework.stereotype.Component;

import io.switchgear.router.circuit.CircuitKey;

/** Everything that is counted on this replica, by provider and by target. */
@Component
public class Traffic {

    private final ConcurrentMap<CircuitKey, ProviderTraffic> providers = new ConcurrentHashMap<>();
    private final ConcurrentMap<MemberKey, MemberTraffic> members = new ConcurrentHashMap<>();
    private final ConcurrentMap<ArmTraffic.Key, ArmTraffic> arms = new ConcurrentHashMap<>();

    public ProviderTraffic provider(CircuitKey key) {
        return providers.computeIfAbsent(key, none -> new ProviderTraffic());
    }

    public MemberTraffic member(MemberKey key) {
        return members.computeIfAbsent(key, none -> new MemberTraffic());
    }

    public ArmTraffic arm(ArmTraffic.Key key) {
        return arms.computeIfAbsent(key, none -> new ArmTraffic());
    }

    public void began(MemberKey target, Instant at) {
        provider(provider(target)).began(at);
        member(target).began(at);
    }

    public void ended(MemberKey target, Ending ending) {
        provider(provider(target)).ended(ending);
        member(target).ended(ending);
    }

    private static CircuitKey provider(MemberKey target) {
        return new CircuitKey(target.workspaceId(), target.provider());
    }
}
