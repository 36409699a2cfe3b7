package io.ripen.crm;

import java.util.List;

/** There is a contact with this external id in the team already. Nothing was written. */
public class DuplicateContactException extends InvalidContactException {
    private static final long serialVersionUID = 1;
    private final transient ContactId existing;

    /** @param existing the contact that has the external id */
    public DuplicateContactException(ContactId existing, String externalId) {
        super(List.of(new Problem(
                "externalId",
                "'" + externalId + "' belongs to contact " + existing
                        + " of this team already. Change that contact, or give this one an external id of its own.")));
        this.existing = existing;
    }

    public ContactId existing() {
        return existing;
    }
}
