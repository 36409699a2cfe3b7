package io.ripen.core.store;

import io.ripen.access.Account;
import org.jspecify.annotations.Nullable;

/**
 * An account with what proves that somebody is its owner.
 *
 * @param passwordHash null when there is no password
 */
public record Credentials(Account account, @Nullable String passwordHash) {}
