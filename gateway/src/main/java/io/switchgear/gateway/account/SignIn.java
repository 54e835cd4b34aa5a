package io.switchgear.gateway.account;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.gateway.audit.AuditLog;
import io.switchgear.gateway.audit.AuditLog.Actor;
import io.switchgear.gateway.session.AccessTokens;
import io.switchgear.gateway.session.RefreshCookie;
import io.switchgear.gateway.session.Sessions;
import io.switchgear.gateway.session.Sessions.Refreshed;

/** Turns a proof of identity into a session, and tells the audit log of it, good or bad. */
@Component
class SignIn {

    private final Accounts accounts;
    private final Registrations registrations;
    private final Passwords passwords;
    private final Throttle throttle;
    private final LoginProperties limits;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final RefreshCookie cookie;
    private final AuditLog audit;

    SignIn(
            Accounts accounts,
            Registrations registrations,
            Passwords passwords,
            Throttle throttle,
            LoginProperties limits,
            Sessions sessions,
            AccessTokens tokens,
            RefreshCookie cookie,
            AuditLog audit) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.passwords = passwords;
        this.throttle = throttle;
        this.limits = limits;
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookie = cookie;
        this.audit = audit;
    }

    Mono<SignedIn> register(ServerWebExchange exchange, Registration wish) {
        String email = Registrations.normalised(wish.email());
        return throttle.take("register:address:" + address(exchange), limits.registrationsPerAddress())
                .then(registrations.register(wish))
                .onErrorResume(
                        ProblemException.class,
                        e -> refused(exchange, new Actor(null, null, email), "user.register", email, e))
                .flatMap(registered -> open(exchange, registered.user(), registered.workspace(), "user.register"));
    }

    Mono<SignedIn> login(ServerWebExchange exchange, String address, String password) {
        String email = Registrations.normalised(address);
        String byAccount = "login:account:" + email;
        String byAddress = "login:address:" + address(exchange);
        return throttle.take(byAddress, limits.failuresPerAddress())
                .then(throttle.take(byAccount, limits.failuresPerAccount()))
                .then(proven(email, password))
                .delayUntil(user -> throttle.forgive(byAccount).then(throttle.forgive(byAddress)))
                .onErrorResume(
                        ProblemException.class,
                        e -> actor(email).flatMap(actor -> refused(exchange, actor, "user.login", email, e)))
                .flatMap(user -> accounts.memberships(user.id())
                        .next()
                        .switchIfEmpty(Mono.error(SignIn::homeless))
                        .flatMap(workspace -> open(exchange, user, workspace, "user.login")));
    }

    /** Lets somebody in who has just joined a workspace by invitation. */
    Mono<SignedIn> joined(ServerWebExchange exchange, User user, UUID workspace) {
        return accounts.setCurrent(user.id(), workspace)
                .then(accounts.membership(user.id(), workspace))
                .switchIfEmpty(Mono.error(SignIn::homeless))
                .flatMap(membership -> open(exchange, user, membership, "invitation.accept"));
    }

    private Mono<Actor> actor(String email) {
        return accounts.whereabouts(email)
                .map(known -> new Actor(known.workspace(), known.user(), email))
                .defaultIfEmpty(new Actor(null, null, email));
    }

    /** One answer, as slow, for an unknown user and for a wrong password. */
    private Mono<User> proven(String email, String password) {
        return accounts.find(email)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(login -> passwords
                        .matches(
                                password,
                                login.map(Accounts.Login::passwordHash).orElse(null))
                        .flatMap(matches -> matches ? Mono.justOrEmpty(login.map(Accounts.Login::user)) : Mono.empty()))
                .switchIfEmpty(Mono.error(SignIn::wrong));
    }

    Mono<SignedIn> refresh(ServerWebExchange exchange) {
        String token = cookie.read(exchange);
        if (token == null) {
            return Mono.error(ProblemException.unauthorized("session_missing", "There is no session to go on with."));
        }
        return sessions.refresh(token).flatMap(refreshed -> switch (refreshed.use()) {
            case ACCEPTED -> resume(exchange, refreshed);
            case UNKNOWN -> ended(exchange, "session_ended");
            case REUSED ->
                audit.record(
                                exchange,
                                new Actor(refreshed.workspace(), refreshed.user(), "user:" + refreshed.user()),
                                "session.refresh",
                                String.valueOf(refreshed.user()),
                                "session_reused")
                        .then(ended(exchange, "session_reused"));
        });
    }

    private Mono<SignedIn> resume(ServerWebExchange exchange, Refreshed refreshed) {
        UUID user = Objects.requireNonNull(refreshed.user());
        return accounts.find(user)
                .zipWith(
                        accounts.membership(user, Objects.requireNonNull(refreshed.workspace()))
                                .switchIfEmpty(accounts.memberships(user).next()),
                        (login, workspace) -> signedIn(login.user(), workspace))
                .doOnNext(signedIn -> cookie.write(exchange, Objects.requireNonNull(refreshed.next())))
                .switchIfEmpty(ended(exchange, "session_ended"));
    }

    private Mono<SignedIn> ended(ServerWebExchange exchange, String code) {
        return Mono.defer(() -> {
            cookie.clear(exchange);
            return Mono.error(ProblemException.unauthorized(code, "The session has ended; log in again."));
        });
    }

    Mono<Void> logout(ServerWebExchange exchange) {
        String token = cookie.read(exchange);
        cookie.clear(exchange);
        if (token == null) {
            return Mono.empty();
        }
        return sessions.close(token)
                .flatMap(accounts::find)
                .flatMap(login -> audit.success(
                        exchange,
                        new Actor(null, login.user().id(), login.user().email()),
                        "user.logout",
                        login.user().email()));
    }

    Mono<SignedIn> switchTo(ServerWebExchange exchange, Caller caller, UUID workspace) {
        UUID user = Objects.requireNonNull(caller.userId());
        String token = cookie.read(exchange);
        return accounts.membership(user, workspace)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("workspace", workspace)))
                .delayUntil(membership -> accounts.setCurrent(user, workspace))
                .delayUntil(membership -> token == null ? Mono.empty() : sessions.move(token, user, workspace))
                .zipWith(accounts.find(user), (membership, login) -> signedIn(login.user(), membership))
                .delayUntil(done -> audit.success(
                        exchange,
                        Actor.of(caller.in(workspace)),
                        "workspace.switch",
                        done.workspace().name()));
    }

    Mono<Void> changePassword(ServerWebExchange exchange, Caller caller, String current, String wanted) {
        UUID id = Objects.requireNonNull(caller.userId());
        return accounts.find(id).switchIfEmpty(Mono.error(SignIn::wrong)).flatMap(login -> {
            String email = login.user().email();
            String subject = "login:account:" + email;
            return throttle.take(subject, limits.failuresPerAccount())
                    .then(passwords.matches(current, login.passwordHash()))
                    .flatMap(matches -> matches
                            ? throttle.forgive(subject)
                            : Mono.error(ProblemException.invalid("current_password", "is not the current password")))
                    .then(Mono.fromRunnable(() -> registrations.check("new_password", wanted, email)))
                    .then(passwords.hash(wanted))
                    .flatMap(hash -> accounts.setPassword(id, hash))
                    .then(sessions.closeAll(id, cookie.read(exchange)))
                    .onErrorResume(
                            ProblemException.class,
                            e -> refused(exchange, Actor.of(caller), "user.password_change", email, e))
                    .then(audit.success(exchange, Actor.of(caller), "user.password_change", email));
        });
    }

    private Mono<SignedIn> open(ServerWebExchange exchange, User user, Membership workspace, String action) {
        return sessions.open(user.id(), workspace.id())
                .doOnNext(token -> cookie.write(exchange, token))
                .then(audit.success(exchange, new Actor(workspace.id(), user.id(), user.email()), action, user.email()))
                .then(Mono.fromCallable(() -> signedIn(user, workspace)));
    }

    private SignedIn signedIn(User user, Membership workspace) {
        String token = tokens.issue(user.id(), workspace.id(), user.email(), workspace.role());
        return new SignedIn(token, "Bearer", tokens.lifetime().toSeconds(), user, workspace);
    }

    private <T> Mono<T> refused(
            ServerWebExchange exchange, Actor actor, String action, String target, ProblemException reason) {
        return audit.record(exchange, actor, action, target, reason.problem().code())
                .then(Mono.error(reason));
    }

    static ProblemException wrong() {
        return ProblemException.unauthorized("invalid_credentials", "The e-mail address or the password is wrong.");
    }

    private static ProblemException homeless() {
        return ProblemException.forbidden("no_workspace", "The user is a member of no workspace.");
    }

    static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
