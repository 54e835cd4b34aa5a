package io.switchgear.gateway.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What somebody accepts an invitation with.
 *
 * @param password of the account that the invited address has; otherwise the new account's
 * @param fullName of a new account
 */
record Acceptance(
        @NotNull @Size(max = PasswordPolicy.LONGEST) String password,

        @Nullable @Size(max = 100) @Pattern(regexp = Registration.PLAIN, message = "must hold no control characters")
        String fullName) {

    /** Never prints the password. */
    @Override
    public String toString() {
        return "Acceptance[…]";
    }
}
