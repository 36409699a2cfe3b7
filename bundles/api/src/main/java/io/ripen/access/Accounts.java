package io.ripen.access;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The accounts of people. Only an admin sees and changes them; everybody changes their own name, address and password. A change
 * counts from the next request on, on every node. Thread-safe.
 *
 * <p>The administrator of the installation, who signs in as {@code admin} with the password of the operator, is not among them and
 * cannot be locked out by a change here.
 */
@ProviderType
public interface Accounts {

    /**
     * In order of id.
     *
     * @param after only ids greater than this one; 0 for the first page
     * @param limit 1 to 1,000
     * @throws RefusedException when the actor is no admin
     */
    List<Account> list(Actor by, long after, int limit);

    /** One account; empty when there is none, or it is another's and the actor is no admin. */
    Optional<Account> find(Actor by, AccountId id);

    /**
     * Makes an account.
     *
     * @throws RefusedException when the actor is no admin
     * @throws InvalidAccountException when it cannot be kept so; nothing was written
     */
    Account create(Actor by, AccountDraft draft);

    /**
     * Changes an account.
     *
     * @return the account as it is then; empty when there is none, or it is another's and the actor is no admin
     * @throws RefusedException when somebody who is no admin changes more than their own name, address and password
     * @throws InvalidAccountException when it cannot be kept so; nothing was written
     * @throws StaleAccountException when it is at another version; nothing was written
     */
    Optional<Account> change(Actor by, AccountId id, AccountChange change);

    /**
     * Deletes an account and its tokens. What the person did keeps their name.
     *
     * @return whether there was one
     * @throws RefusedException when the actor is no admin
     */
    boolean delete(Actor by, AccountId id);
}
