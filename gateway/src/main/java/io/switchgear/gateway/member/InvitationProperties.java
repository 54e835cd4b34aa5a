package io.switchgear.gateway.member;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Invitations.
 *
 * @param lifetime after which one ends unused
 * @param publicUrl where people reach the console, for the link; without it, where the inviter's request was sent
 */
@Validated
@ConfigurationProperties("switchgear.invitations")
record InvitationProperties(
        @DefaultValue("7d") Duration lifetime, @Nullable URI publicUrl) {}
