package io.switchgear.gateway.account;

/**
 * The answer to whoever has logged in, registered, refreshed or switched.
 *
 * @param accessToken for the {@code Authorization} header
 * @param tokenType {@code Bearer}
 * @param expiresIn seconds that the access token is good for
 * @param user who
 * @param workspace where, and as what
 */
record SignedIn(String accessToken, String tokenType, long expiresIn, User user, Membership workspace) {

    /** Never prints the token. */
    @Override
    public String toString() {
        return "SignedIn[" + user + ", " + workspace + "]";
    }
}
