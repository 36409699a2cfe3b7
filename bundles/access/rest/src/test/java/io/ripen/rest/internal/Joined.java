package io.ripen.rest.internal;

import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.ExternalIdentities;
import io.ripen.access.ExternalIdentity;
import io.ripen.access.ExternalPerson;
import io.ripen.access.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** Who accounts are elsewhere, in memory. */
final class Joined implements ExternalIdentities {
    private final List<ExternalIdentity> kept = new ArrayList<>();
    private long last;

    @Override
    public Actor enter(ExternalPerson person) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ExternalIdentity> list(Actor by, AccountId account) {
        return kept.stream().filter(each -> each.account().equals(account)).toList();
    }

    @Override
    public ExternalIdentity join(Actor by, AccountId account, String issuer, String subject) {
        by.requireAdmin();
        ExternalIdentity joined = new ExternalIdentity(++last, account, issuer, subject, false, Crm.NOW, null);
        kept.add(joined);
        return joined;
    }

    @Override
    public String ticket(Actor by) {
        if (by.account() == null) {
            throw new RefusedException("Only a person with an account joins it.");
        }
        return by.account() + ".x=";
    }

    @Override
    public ExternalIdentity join(String ticket, ExternalPerson person) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean part(Actor by, AccountId account, long id) {
        return kept.removeIf(each -> each.id() == id && each.account().equals(account));
    }
}
