package io.switchgear.gateway.account;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.identity.Role;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.gateway.origin.SameOrigin;

/** Who somebody is: registering, logging in and out, and what follows from it. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthController {

    private final SignIn signIn;
    private final Accounts accounts;
    private final SameOrigin sameOrigin;

    AuthController(SignIn signIn, Accounts accounts, SameOrigin sameOrigin) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.sameOrigin = sameOrigin;
    }

    /** @param password of any length: what is too long is only wrong */
    record Credentials(
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = PasswordPolicy.LONGEST) String password) {

        /** Never prints the password. */
        @Override
        public String toString() {
            return "Credentials[" + email + "]";
        }
    }

    record Switch(@NotNull UUID workspaceId) {}

    record PasswordChange(
            @NotNull @Size(max = PasswordPolicy.LONGEST) String currentPassword,
            @NotNull String newPassword) {

        /** Never prints the passwords. */
        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    record Me(User user, Membership workspace, List<Membership> workspaces, Role role, Set<Permission> permissions) {}

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedIn> register(
            @Valid @RequestBody Registration wish, @Parameter(hidden = true) ServerWebExchange exchange) {
        sameOrigin.check(exchange.getRequest());
        return signIn.register(exchange, wish);
    }

    @PostMapping("/login")
    Mono<SignedIn> login(
            @Valid @RequestBody Credentials credentials, @Parameter(hidden = true) ServerWebExchange exchange) {
        sameOrigin.check(exchange.getRequest());
        return signIn.login(exchange, credentials.email(), credentials.password());
    }

    /** Trades the refresh cookie for a new one and an access token. */
    @PostMapping("/refresh")
    Mono<SignedIn> refresh(@Parameter(hidden = true) ServerWebExchange exchange) {
        sameOrigin.check(exchange.getRequest());
        return signIn.refresh(exchange);
    }

    /** Ends the session of the refresh cookie. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(@Parameter(hidden = true) ServerWebExchange exchange) {
        sameOrigin.check(exchange.getRequest());
        return signIn.logout(exchange);
    }

    /** An access token for another workspace that the user is a member of; the session goes on there. */
    @PostMapping("/switch")
    Mono<SignedIn> switchWorkspace(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @Valid @RequestBody Switch to,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return signIn.switchTo(exchange, caller, to.workspaceId());
    }

    /** Changes the password and ends all other sessions. */
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> changePassword(
            @Requires(Permission.ROUTER_VIEW) Caller caller,
            @Valid @RequestBody PasswordChange change,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return signIn.changePassword(exchange, caller, change.currentPassword(), change.newPassword());
    }

    @GetMapping("/me")
    Mono<Me> me(@Requires(Permission.ROUTER_VIEW) Caller caller) {
        UUID user = Objects.requireNonNull(caller.userId());
        return accounts.find(user)
                .zipWith(accounts.memberships(user).collectList(), (login, all) -> me(caller, login.user(), all))
                .switchIfEmpty(Mono.error(AuthController::gone));
    }

    /** As the database has it now: the token may be older than the role. */
    private static Me me(Caller caller, User user, List<Membership> all) {
        var current = all.stream()
                .filter(membership -> membership.id().equals(caller.workspaceId()))
                .findFirst()
                .orElseThrow(AuthController::gone);
        return new Me(user, current, all, current.role(), current.role().permissions());
    }

    private static ProblemException gone() {
        return ProblemException.unauthorized("membership_ended", "The user is no member of this workspace any more.");
    }
}
