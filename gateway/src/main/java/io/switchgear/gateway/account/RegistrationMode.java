package io.switchgear.gateway.account;

/** Who may register. */
enum RegistrationMode {
    /** Anybody. */
    OPEN,
    /** Whoever was invited, and the very first user. */
    INVITE,
    /** Nobody. */
    CLOSED
}
