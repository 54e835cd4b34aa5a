package io.switchgear.gateway.account;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;
import io.switchgear.gateway.audit.AuditLog;
import io.switchgear.gateway.audit.AuditLog.Actor;
import io.switchgear.gateway.member.Invitation;
import io.switchgear.gateway.member.Invitations;
import io.switchgear.gateway.token.OpaqueToken;

/** Makes a member of whoever has an invitation: with the account that its address has, or with a new one. */
@Component
class Joining {

    private final Invitations invitations;
    private final Accounts accounts;
    private final Registrations registrations;
    private final Passwords passwords;
    private final Throttle throttle;
    private final LoginProperties limits;
    private final TransactionalOperator transaction;
    private final SignIn signIn;
    private final AuditLog audit;

    Joining(
            Invitations invitations,
            Accounts accounts,
            Registrations registrations,
            Passwords passwords,
            Throttle throttle,
            LoginProperties limits,
            TransactionalOperator transaction,
            SignIn signIn,
            AuditLog audit) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.registrations = registrations;
        this.passwords = passwords;
        this.throttle = throttle;
        this.limits = limits;
        this.transaction = transaction;
        this.signIn = signIn;
        this.audit = audit;
    }

    /**
     * An invitation as its bearer sees it.
     *
     * @param invitation where to, as what
     * @param account whether the address has an account already, whose password is asked for
     */
    record Seen(Invitation invitation, boolean account) {}

    /** @throws ProblemException 404 if it is not good, or not any more */
    Mono<Seen> look(ServerWebExchange exchange, OpaqueToken token) {
        return throttled(exchange)
                .then(invitations.find(token))
                .flatMap(invitation -> accounts.knows(invitation.email()).map(known -> new Seen(invitation, known)));
    }

    /**
     * Uses an invitation up.
     *
     * @throws ProblemException 404 if it is not good; 401 for a wrong password; 422 for a weak one or a missing name; 403 if new
     *     accounts are not allowed at all
     */
    Mono<SignedIn> accept(ServerWebExchange exchange, OpaqueToken token, Acceptance acceptance) {
        return throttled(exchange)
                .then(invitations.find(token))
                .flatMap(invitation -> person(invitation, acceptance)
                        .flatMap(person -> join(token, invitation, person))
                        .onErrorResume(ProblemException.class, e -> refused(exchange, invitation, e))
                        .flatMap(user -> signIn.joined(exchange, user, invitation.workspaceId())));
    }

    /** A token cannot be guessed; this only keeps somebody from trying for ever. */
    private Mono<Void> throttled(ServerWebExchange exchange) {
        return throttle.take("invitation:address:" + SignIn.address(exchange), limits.registrationsPerAddress());
    }

    /** @param hash of a new account's password; empty for an account that there is */
    private record Person(User user, String hash) {}

    private Mono<Person> person(Invitation invitation, Acceptance acceptance) {
        return accounts.find(invitation.email())
                .flatMap(login -> proven(login, acceptance.password()))
                .switchIfEmpty(Mono.defer(() -> newcomer(invitation.email(), acceptance)));
    }

    private Mono<Person> proven(Accounts.Login login, String password) {
        String subject = "login:account:" + login.user().email();
        return throttle.take(subject, limits.failuresPerAccount())
                .then(passwords.matches(password, login.passwordHash()))
                .flatMap(matches -> matches
                        ? throttle.forgive(subject).thenReturn(new Person(login.user(), ""))
                        : Mono.error(SignIn.wrong()));
    }

    private Mono<Person> newcomer(String email, Acceptance acceptance) {
        registrations.checkInvitable();
        String name = acceptance.fullName() == null ? "" : acceptance.fullName().strip();
        if (name.isEmpty()) {
            throw ProblemException.invalid("full_name", "must not be blank: the account is new");
        }
        registrations.check("password", acceptance.password(), email);
        return passwords
                .hash(acceptance.password())
                .map(hash -> new Person(new User(UUID.randomUUID(), email, name), hash));
    }

    private Mono<User> join(OpaqueToken token, Invitation invitation, Person person) {
        User user = person.user();
        Mono<Void> account =
                person.hash().isEmpty() ? Mono.empty() : accounts.add(user, person.hash(), invitation.workspaceId());
        return invitations
                .use(token)
                .then(account)
                .then(accounts.enter(invitation.workspaceId(), user.id(), invitation.role()))
                .as(transaction::transactional)
                .thenReturn(user);
    }

    private Mono<User> refused(ServerWebExchange exchange, Invitation invitation, ProblemException reason) {
        return audit.record(
                        exchange,
                        new Actor(invitation.workspaceId(), null, invitation.email()),
                        "invitation.accept",
                        invitation.email(),
                        reason.problem().code())
                .then(Mono.error(reason));
    }
}
