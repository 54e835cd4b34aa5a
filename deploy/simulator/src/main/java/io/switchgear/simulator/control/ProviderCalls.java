package io.switchgear.simulator.control;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.fault.FaultRule;
import io.switchgear.simulator.provider.Provider;
import io.switchgear.simulator.provider.Providers;

/** {@code /_sim/providers}. A body is checked as a whole before anything of it is applied. */
final class ProviderCalls {

    private final Providers providers;
    private final InstantSource clock;

    ProviderCalls(Providers providers, InstantSource clock) {
        this.providers = providers;
        this.clock = clock;
    }

    /** Faults for the next requests. */
    record QueueDocument(@Nullable List<String> faults) {}

    Reply answer(ControlRequest request) {
        String name = request.segment(1);
        if (name.isEmpty()) {
            return list(request);
        }
        return switch (request.segment(2)) {
            case "" -> provider(request, name);
            case "outages" -> outages(request, name);
            case "queue" -> queue(request, name);
            default -> throw ControlException.notFound(request);
        };
    }

    private Reply list(ControlRequest request) {
        if (!request.method().equals("GET")) {
            throw ControlException.notAllowed(request, "GET");
        }
        return Reply.ok(Map.of(
                "providers", providers.all().values().stream().map(this::view).toList()));
    }

    private Reply provider(ControlRequest request, String name) {
        request.depth(2);
        return switch (request.method()) {
            case "GET" -> Reply.ok(view(known(name)));
            case "PUT" -> {
                var document = request.read(ProviderDocument.class);
                var settings = checked(() -> document.settings(providers.healthy()));
                var provider = checked(() -> providers.get(name));
                provider.configure(settings);
                yield Reply.ok(view(provider));
            }
            case "DELETE" -> {
                if (!providers.remove(name)) {
                    throw ControlException.unknown("provider", name);
                }
                yield Reply.done();
            }
            default -> throw ControlException.notAllowed(request, "GET", "PUT", "DELETE");
        };
    }

    private Reply outages(ControlRequest request, String name) {
        request.depth(4);
        String id = request.segment(3);
        if (!id.isEmpty()) {
            return outage(request, known(name), id);
        }
        return switch (request.method()) {
            case "GET" ->
                Reply.ok(Map.of(
                        "outages",
                        known(name).outages().stream()
                                .map(OutageDocument.View::of)
                                .toList()));
            case "POST" -> {
                var document = request.read(OutageDocument.class);
                var outage = checked(() -> document.outage(clock.instant()));
                yield Reply.created(
                        OutageDocument.View.of(checked(() -> providers.get(name).add(outage))));
            }
            case "DELETE" -> {
                known(name).clearOutages();
                yield Reply.done();
            }
            default -> throw ControlException.notAllowed(request, "GET", "POST", "DELETE");
        };
    }

    private static Reply outage(ControlRequest request, Provider provider, String id) {
        if (!request.method().equals("DELETE")) {
            throw ControlException.notAllowed(request, "DELETE");
        }
        if (!provider.removeOutage(id)) {
            throw ControlException.unknown("outage", id);
        }
        return Reply.done();
    }

    private Reply queue(ControlRequest request, String name) {
        request.depth(3);
        return switch (request.method()) {
            case "GET" -> Reply.ok(queued(known(name)));
            case "POST" -> {
                var document = request.read(QueueDocument.class);
                var faults = document.faults();
                if (faults == null || faults.isEmpty()) {
                    throw ControlException.unprocessable("faults is a list of at least one rule");
                }
                var rules = checked(() -> ProviderDocument.rules(faults));
                var provider = checked(() -> providers.get(name));
                checked(() -> {
                    provider.enqueue(rules);
                    return provider;
                });
                yield Reply.ok(queued(provider));
            }
            case "DELETE" -> {
                known(name).clearQueue();
                yield Reply.done();
            }
            default -> throw ControlException.notAllowed(request, "GET", "POST", "DELETE");
        };
    }

    private static Map<String, List<String>> queued(Provider provider) {
        return Map.of("queue", provider.queue().stream().map(FaultRule::text).toList());
    }

    private ProviderDocument.View view(Provider provider) {
        return ProviderDocument.View.of(provider, clock.instant());
    }

    private Provider known(String name) {
        var provider = providers.find(name);
        if (provider == null) {
            throw ControlException.unknown("provider", name);
        }
        return provider;
    }

    private static <T> T checked(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw ControlException.unprocessable(String.valueOf(e.getMessage()));
        }
    }
}
