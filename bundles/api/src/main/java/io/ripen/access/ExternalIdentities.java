package io.ripen.access;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs people in whom another system has recognised, and keeps which account is whose there. Thread-safe.
 *
 * <p>Who is known by issuer and subject gets the account that is joined to them. For somebody new an account is made when a group of
 * theirs has roles; its roles follow the groups at each sign-in. Nobody is joined to an account that is there by an address or a name:
 * the signed-in owner or an admin does that, and the roles of such an account stay as an admin gave them.
 */
@ProviderType
public interface ExternalIdentities {

    /**
     * Who it is here.
     *
     * @throws NoEntryException when they may not come in; what was received is in the log for the admin
     */
    Actor enter(ExternalPerson person);

    /**
     * What an account is joined to, in order of id.
     *
     * @throws RefusedException when it is another's and the actor is no admin
     */
    List<ExternalIdentity> list(Actor by, AccountId account);

    /**
     * Joins an account to somebody at another system.
     *
     * @throws RefusedException when the actor is no admin
     * @throws InvalidAccountException when there is no such account, or they have another one already
     */
    ExternalIdentity join(Actor by, AccountId account, String issuer, String subject);

    /**
     * A proof that the actor wants to join their own account to who recognises them next. Good for ten minutes; a secret.
     *
     * @throws RefusedException when the actor is no person with an account
     */
    String ticket(Actor by);

    /**
     * Joins the account of a ticket.
     *
     * @throws InvalidAccountException when the ticket is over or none, or the person has another account already
     */
    ExternalIdentity join(String ticket, ExternalPerson person);

    /**
     * Parts an account from somebody at another system; its sessions end.
     *
     * @return false when there is no such identity of this account
     * @throws RefusedException when it is another's and the actor is no admin
     */
    boolean part(Actor by, AccountId account, long id);
}
