package io.switchgear.router.dataplane;

import java.time.Instant;
import java.time.InstantSource;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.dialect.Adapters;
import io.switchgear.router.pool.Timeouts;
import io.switchgear.router.rescue.Prefill;
import io.switchgear.router.stats.FirstContents;
import io.switchgear.router.upstream.UpstreamProperties;

/**
 * What every request is served with.
 *
 * @param selector chooses targets
 * @param circuits hear of outcomes
 * @param adapters call providers
 * @param parking remembers rate limits
 * @param budgets bound retries and hedges
 * @param firstContents tell when an attempt is late
 * @param prefill knows who can go on with an answer
 * @param meters count what was done about failures
 * @param closing says when calls must end because the service does
 * @param errors speaks the caller's dialect
 * @param properties hold where neither pool nor provider sets any
 * @param json writes what is added to requests and streams
 * @param clock the time
 */
@Component
record Parts(
        Selector selector,
        Circuits circuits,
        Adapters adapters,
        Parking parking,
        RetryBudgets budgets,
        FirstContents firstContents,
        Prefill prefill,
        ConductMeters meters,
        Closing closing,
        DialectErrors errors,
        UpstreamProperties properties,
        JsonMapper json,
        InstantSource clock) {

    Instant now() {
        return clock.instant();
    }

    /** Where neither pool nor provider sets any. */
    Timeouts timeouts() {
        return properties.timeouts();
    }
}
