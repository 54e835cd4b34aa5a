package io.switchgear.health.webhook;

import java.util.UUID;

/**
 * A delivery that is to be attempted.
 *
 * @param attempt its number, from 1
 */
record Message(UUID workspace, UUID webhook, UUID id, String payload, int attempt) {}
