package io.switchgear.gateway.account;

import java.time.Instant;
import jakarta.validation.Valid;

import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Role;
import io.switchgear.gateway.origin.SameOrigin;
import io.switchgear.gateway.token.OpaqueToken;

/** For those who have been invited; whoever has the token need not be logged in. */
@RestController
@RequestMapping("/api/v1/auth/invitations/{token}")
class InvitationController {

    private final Joining joining;
    private final SameOrigin sameOrigin;

    InvitationController(Joining joining, SameOrigin sameOrigin) {
        this.joining = joining;
        this.sameOrigin = sameOrigin;
    }

    /**
     * An invitation, to be shown before it is accepted.
     *
     * @param email for whom
     * @param workspaceName where to
     * @param role as what
     * @param account whether the address has an account, whose password is asked for; otherwise one is made
     * @param expiresAt when it ends
     */
    record InvitationView(String email, String workspaceName, Role role, boolean account, Instant expiresAt) {}

    @GetMapping
    Mono<InvitationView> look(@PathVariable String token, @Parameter(hidden = true) ServerWebExchange exchange) {
        return joining.look(exchange, new OpaqueToken(token)).map(seen -> {
            var invitation = seen.invitation();
            return new InvitationView(
                    invitation.email(),
                    invitation.workspaceName(),
                    invitation.role(),
                    seen.account(),
                    invitation.expiresAt());
        });
    }

    /** Joins the workspace and begins a session there; the invitation is used up. */
    @PostMapping("/accept")
    Mono<SignedIn> accept(
            @PathVariable String token,
            @Valid @RequestBody Acceptance acceptance,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        sameOrigin.check(exchange.getRequest());
        return joining.accept(exchange, new OpaqueToken(token), acceptance);
    }
}
