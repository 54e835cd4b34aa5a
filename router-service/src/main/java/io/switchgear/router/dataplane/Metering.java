package io.switchgear.router.dataplane;

import java.util.UUID;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.CallerKind;
import io.switchgear.common.price.ModelPrice;
import io.switchgear.router.catalog.Route;
import io.switchgear.router.catalog.RouteTarget;
import io.switchgear.router.limit.LimitsInForce;
import io.switchgear.router.price.PriceBook;
import io.switchgear.router.price.Tokens;
import io.switchgear.router.quota.Decision;
import io.switchgear.router.quota.Demand;
import io.switchgear.router.quota.QuotaProperties;
import io.switchgear.router.quota.Quotas;

/** Estimates what a call will use, and has it reserved. */
@Component
class Metering {

    /** English text in today's vocabularies; what JSON adds makes the estimate a little too high, which is the safe side. */
    private static final int BYTES_PER_TOKEN = 4;

    private final Quotas quotas;
    private final LimitsInForce limits;
    private final PriceBook prices;
    private final QuotaProperties properties;

    Metering(Quotas quotas, LimitsInForce limits, PriceBook prices, QuotaProperties properties) {
        this.quotas = quotas;
        this.limits = limits;
        this.prices = prices;
        this.properties = properties;
    }

    /** Whether the caller may make the call, and what is reserved for it. */
    Mono<Decision> admit(Caller caller, Route route, CallBody body) {
        UUID workspace = caller.workspaceId();
        var ofWorkspace = limits.of(workspace);
        boolean unlimited = caller.limits().none() && ofWorkspace.none();
        return quotas.admit(
                workspace,
                caller.kind() == CallerKind.API_KEY ? caller.subject() : null,
                caller.limits(),
                ofWorkspace,
                unlimited ? new Demand(0, 0) : demand(workspace, route, body));
    }

    private Demand demand(UUID workspace, Route route, CallBody body) {
        var tokens = new Tokens(input(body), output(body), 0, 0, 0);
        return new Demand(tokens.input() + tokens.output(), nanoUsd(workspace, route, body, tokens));
    }

    /** Of what the call has certainly cost when its provider did not say: the input, and {@code output} tokens. */
    Demand used(UUID workspace, Route route, CallBody body, long output) {
        var tokens = new Tokens(input(body), output, 0, 0, 0);
        return new Demand(tokens.input() + tokens.output(), nanoUsd(workspace, route, body, tokens));
    }

    private static long input(CallBody body) {
        return Math.ceilDiv(body.size(), BYTES_PER_TOKEN);
    }

    private long output(CallBody body) {
        return switch (body.operation()) {
            case EMBEDDINGS -> 0;
            case CHAT, RESPONSES, MESSAGES -> {
                Long limit = body.maxOutputTokens();
                yield limit == null ? properties.assumedOutputTokens() : limit;
            }
        };
    }

    /** By the dearest target of the route; 0 if nobody knows a price. */
    private long nanoUsd(UUID workspace, Route route, CallBody body, Tokens tokens) {
        long dearest = 0;
        for (RouteTarget target : route.targets()) {
            String model = target.modelFor(body.model(), route.name());
            ModelPrice price =
                    prices.price(workspace, target.provider().name(), model).orElse(null);
            dearest = price == null ? dearest : Math.max(dearest, price.nanoUsd(tokens));
        }
        return dearest;
    }
}
