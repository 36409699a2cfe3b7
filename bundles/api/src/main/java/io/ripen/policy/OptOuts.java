package io.ripen.policy;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.policy.Blocks.Block;
import io.ripen.policy.Suppressions.Suppression;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a person decides about a lead who may have opted out. An OSGi service; thread-safe; each call is a transaction.
 */
@ProviderType
public interface OptOuts {

    /** What a person can decide. */
    enum Choice {
        /** Nothing more is sent to any of the lead's addresses. */
        OPT_OUT,
        /** It was not meant that way: what was held goes on. Takes no suppression back. */
        KEEP
    }

    /**
     * Where a lead stands.
     *
     * @param suppressed the lead's addresses that must not be written to
     * @param held blocks on the lead's addresses, until somebody decides
     */
    record Standing(List<Suppression> suppressed, List<Block> held) {}

    /** Empty when there is no such contact for who asks. */
    Optional<Standing> standing(Actor by, ContactId contact);

    /**
     * Carries a decision out: suppresses or lifts, ends the task that asked, stops the sequences that end on an opt-out.
     * The same decision again changes nothing.
     *
     * @param by an agent of the contact's team
     * @param note the lead's words or the reason, kept with the record; may be null
     * @return where the lead stands then; empty when there is no such contact for who asks
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     */
    Optional<Standing> decide(Actor by, ContactId contact, Choice choice, @Nullable String note);
}
