package io.switchgear.gateway.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The wish for an account and a workspace.
 *
 * @param email logs in
 * @param password checked against {@link PasswordPolicy}
 * @param fullName as the user wants to be called
 * @param workspaceName of the workspace that the user will own
 */
record Registration(
        @NotBlank @Email(regexp = EMAIL, message = "must be an e-mail address") @Size(max = 254)
        String email,

        @NotNull String password,

        @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN, message = "must hold no control characters")
        String fullName,

        @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN, message = "must hold no control characters")
        String workspaceName) {

    static final String PLAIN = "[^\\p{Cntrl}]*";

    /** Something, an at sign, and a name; nothing that could be taken for anything but an address. */
    static final String EMAIL = "\\s*[^\\s@\\p{Cntrl}<>()\\[\\],;:\"\\\\]+@[^\\s@\\p{Cntrl}<>()\\[\\],;:\"\\\\]+\\s*";

    /** Never prints the password. */
    @Override
    public String toString() {
        return "Registration[" + email + "]";
    }
}
