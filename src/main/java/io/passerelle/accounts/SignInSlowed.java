package io.passerelle.accounts;

import java.time.Duration;

/**
 * After several failures a user name has to wait at an address (ACC-7); published by the sign-in,
 * outside any transaction.
 *
 * @param login as it was typed; perhaps nobody's
 */
public record SignInSlowed(String login, String address, Duration pause) {}
