package io.switchgear.health.webhook;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.outbound.OutboundAddresses;
import io.switchgear.common.problem.FieldError;
import io.switchgear.common.problem.ProblemException;

/**
 * A webhook as it is wished.
 *
 * @param events all of them if left out
 * @param enabled true if left out
 * @param secret {@code whsec_} and 24 to 64 bytes in base64; left out: a new one for a new webhook, the same one for an old one
 */
record WebhookDocument(
        @Nullable String name,
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable Boolean enabled,
        @Nullable String secret) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 2_000;

    /**
     * A wish that breaks no rule.
     *
     * @param secret null to make or keep one
     */
    record Checked(
            String name,
            String url,
            List<String> events,
            boolean enabled,
            @Nullable String secret) {}

    /** @throws ProblemException 422 with everything that breaks a rule */
    Checked check(OutboundAddresses addresses) {
        var errors = new ArrayList<FieldError>();
        String wanted = name == null ? "" : name.strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST_NAME || wanted.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("name", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        String address = url == null ? "" : url.strip();
        if (address.length() > LONGEST_URL) {
            errors.add(new FieldError("url", "must not be longer than " + LONGEST_URL + " characters"));
        } else {
            addresses.objection(address).ifPresent(objection -> errors.add(new FieldError("url", objection)));
        }
        List<String> chosen =
                events == null ? Webhook.EVENTS : events.stream().distinct().toList();
        if (chosen.isEmpty() || !Webhook.EVENTS.containsAll(chosen)) {
            errors.add(new FieldError("events", "must be some of " + String.join(", ", Webhook.EVENTS)));
        }
        if (secret != null && !Signature.isSecret(secret)) {
            errors.add(new FieldError("secret", "must be whsec_ and 24 to 64 bytes in base64"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Checked(wanted, address, chosen, enabled == null || enabled, secret);
    }

    /** Never prints the secret. */
    @Override
    public String toString() {
        return "WebhookDocument[" + name + "]";
    }
}
