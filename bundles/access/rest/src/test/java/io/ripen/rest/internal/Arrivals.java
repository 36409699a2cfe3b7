package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.Leads;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds by the e-mail address among what the CRM in memory has, and remembers how it was asked. */
final class Arrivals implements Leads {
    final List<Rule> rules = new ArrayList<>();
    private final Crm crm;

    Arrivals(Crm crm) {
        this.crm = crm;
    }

    @Override
    public Arrival arrive(Actor by, ContactDraft draft, Rule rule) {
        rules.add(rule);
        Optional<Contact> known = crm.kept.values().stream()
                .filter(each -> rule.match().contains(Key.EMAIL)
                        && draft.email() != null
                        && draft.email().equals(each.email()))
                .findFirst();
        return known.isPresent()
                ? new Arrival(known, false, List.of())
                : new Arrival(Optional.of(crm.create(by, draft)), true, List.of());
    }

    @Override
    public Arrival arrive(Actor by, UnitOfWork work, ContactDraft draft, Rule rule) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> address(TeamId team, String phoneOrEmail) {
        return Optional.empty();
    }
}
