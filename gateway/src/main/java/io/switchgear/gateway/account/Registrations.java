package io.switchgear.gateway.account;

import java.util.Locale;
import java.util.UUID;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.switchgear.common.problem.ProblemException;

/** Makes accounts, for whom the mode allows it. */
@Component
class Registrations {

    private final Accounts accounts;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final RegistrationMode mode;

    Registrations(Accounts accounts, Passwords passwords, PasswordPolicy policy, RegistrationProperties properties) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.policy = policy;
        this.mode = properties.registration();
    }

    /** A new user with the workspace that they own. */
    record Registered(User user, Membership workspace) {}

    /** @throws ProblemException 403 if the mode does not allow it, 422 for a weak password, 409 for a known address */
    Mono<Registered> register(Registration wish) {
        String email = normalised(wish.email());
        return allowed()
                .then(Mono.fromRunnable(() -> check("password", wish.password(), email)))
                .then(accounts.knows(email))
                .flatMap(known -> known ? Mono.error(Accounts.known()) : passwords.hash(wish.password()))
                .flatMap(hash -> {
                    var user =
                            new User(UUID.randomUUID(), email, wish.fullName().strip());
                    return accounts.create(user, hash, wish.workspaceName().strip())
                            .map(workspace -> new Registered(user, workspace));
                });
    }

    /** @throws ProblemException 403 if nobody at all may make an account, not even on invitation */
    void checkInvitable() {
        if (mode == RegistrationMode.CLOSED) {
            throw notOpen("closed");
        }
    }

    /** @throws ProblemException 422 for a weak password */
    void check(String field, String password, String email) {
        String objection = policy.objection(password, email);
        if (objection != null) {
            throw ProblemException.invalid(field, objection);
        }
    }

    /** The address as it is stored and looked for. */
    static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** By invitation, somebody must be the first who invites. */
    private Mono<Void> allowed() {
        return switch (mode) {
            case OPEN -> Mono.empty();
            case INVITE ->
                accounts.isEmpty().flatMap(empty -> empty ? Mono.empty() : Mono.error(notOpen("by invitation only")));
            case CLOSED -> Mono.error(notOpen("closed"));
        };
    }

    private static ProblemException notOpen(String how) {
        return ProblemException.forbidden("registration_closed", "Registration is " + how + " here.");
    }
}
