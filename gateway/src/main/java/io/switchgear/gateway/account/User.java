package io.switchgear.gateway.account;

import java.util.UUID;

/**
 * Somebody who can log in.
 *
 * @param id stable
 * @param email in lower case
 * @param fullName as they want to be called
 */
record User(UUID id, String email, String fullName) {}
