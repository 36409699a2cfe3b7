package io.ripen.crm.embedded.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.audit.Verification;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.Projection;
import io.ripen.crm.StaleContactException;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmbeddedContactsTest {
    private static final Actor ALL = Actor.part("the test");
    private static final TeamId OTHER = new TeamId("other");

    private final List<String> recorded = new ArrayList<>();
    private final Rows rows = new Rows();
    private final EmbeddedContacts contacts = new EmbeddedContacts(rows, rows, new Log());

    @Test
    void createsAContactAndTellsThatTheCrmDidIt() {
        Contact ann = contacts.create(ALL, draft("Ann"));

        assertThat(contacts.find(ALL, ann.id())).contains(ann);
        assertThat(rows.sources).containsExactly(EventSource.CRM);
        assertThat(rows.commits).isEqualTo(2);
    }

    /** Keeps what is recorded. */
    private final class Log implements Audit {
        @Override
        public void record(UnitOfWork work, Change change) {
            recorded.add(change.action() + " " + change.target() + " by "
                    + change.by().name() + " in " + change.team());
        }

        @Override
        public List<AuditEntry> list(Actor by, Query query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Verification verify(Actor by) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void whatBelongsToAnotherTeamIsNotThere() {
        Contact ann = contacts.create(ALL, draft("Ann"));
        Actor stranger = person(Role.MANAGER, OTHER);

        assertThat(contacts.find(stranger, ann.id())).isEmpty();
        assertThat(contacts.change(stranger, ann.id(), rename("Anna"))).isEmpty();
        assertThat(contacts.change(stranger, ann.id(), rename("Anna"), 99)).isEmpty();
        assertThat(contacts.delete(stranger, ann.id())).isFalse();
        assertThatThrownBy(() -> contacts.create(stranger, draft("Ben")))
                .isInstanceOf(InvalidContactException.class)
                .hasMessageContaining("There is no team 'default'");
        assertThat(rows.kept).hasSize(1);
        assertThat(contacts.find(ALL, ann.id())).contains(ann);
    }

    @Test
    void whoMayOnlyReadIsRefused() {
        Contact ann = contacts.create(ALL, draft("Ann"));
        Actor viewer = person(Role.VIEWER, TeamId.DEFAULT);
        Actor agent = person(Role.AGENT, TeamId.DEFAULT);

        assertThat(contacts.find(viewer, ann.id())).contains(ann);
        assertThatThrownBy(() -> contacts.change(viewer, ann.id(), rename("Anna")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is no agent in team 'default'");
        assertThatThrownBy(() -> contacts.create(viewer, draft("Ben"))).isInstanceOf(RefusedException.class);
        assertThat(contacts.change(agent, ann.id(), rename("Anna"))).isPresent();
        assertThatThrownBy(() -> contacts.delete(agent, ann.id())).isInstanceOf(RefusedException.class);
        assertThat(recorded).isEmpty();
        assertThat(contacts.delete(person(Role.MANAGER, TeamId.DEFAULT), ann.id()))
                .isTrue();
        assertThat(recorded).containsExactly("contact.deleted contact:" + ann.id() + " by Kim in default");
    }

    private static Actor person(Role role, TeamId team) {
        return new Actor(Actor.Kind.PERSON, null, "Kim", false, Map.of(team, role));
    }

    @Test
    void writesNothingWhenTheDraftCannotBeKept() {
        assertThatThrownBy(() -> contacts.create(ALL, draft(""))).isInstanceOf(InvalidContactException.class);

        assertThat(rows.kept).isEmpty();
    }

    @Test
    void changesAContactThatIsStillAtTheExpectedVersion() {
        Contact ann = contacts.create(ALL, draft("Ann"));

        assertThat(contacts.change(ALL, ann.id(), rename("Anna"), ann.version()))
                .get()
                .extracting(Contact::firstName, Contact::version)
                .containsExactly("Anna", 2);
    }

    @Test
    void refusesAChangeOfAnOlderVersion() {
        Contact ann = contacts.create(ALL, draft("Ann"));
        contacts.change(ALL, ann.id(), rename("Anna"));

        assertThatThrownBy(() -> contacts.change(ALL, ann.id(), rename("Annie"), ann.version()))
                .isInstanceOf(StaleContactException.class)
                .hasMessageContaining("version 1");
        assertThat(contacts.find(ALL, ann.id()))
                .get()
                .extracting(Contact::firstName)
                .isEqualTo("Anna");
    }

    @Test
    void losesNoChangeThatCameBetweenReadingAndLocking() {
        Contact ann = contacts.create(ALL, draft("Ann"));
        rows.beforeLock = () -> rows.apply(ann.id(), rename("Anna"));

        assertThatThrownBy(() -> contacts.change(ALL, ann.id(), rename("Annie"), ann.version()))
                .isInstanceOf(StaleContactException.class);
        assertThat(rows.rolledBack).isEqualTo(1);
    }

    @Test
    void deletesOnce() {
        Contact ann = contacts.create(ALL, draft("Ann"));

        assertThat(contacts.delete(ALL, ann.id())).isTrue();
        assertThat(contacts.delete(ALL, ann.id())).isFalse();
        assertThat(contacts.change(ALL, ann.id(), rename("Anna"), 1)).isEmpty();
    }

    private static ContactDraft draft(String firstName) {
        return new ContactDraft(
                TeamId.DEFAULT,
                null,
                firstName,
                null,
                "ann@example.com",
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    private static ContactChange rename(String firstName) {
        return new ContactChange(Map.of("firstName", firstName), Set.of(), Set.of());
    }

    /** Contacts in memory; each transaction works on a copy. */
    private static final class Rows implements Projection, Transactions {
        Map<ContactId, Contact> kept = new HashMap<>();
        final List<EventSource> sources = new ArrayList<>();
        Runnable beforeLock = () -> {};
        int commits;
        int rolledBack;
        private long next = 1;

        @Override
        public <T> T call(Body<T> body) {
            Map<ContactId, Contact> before = new HashMap<>(kept);
            try {
                T result = body.in(action -> {});
                commits++;
                return result;
            } catch (RuntimeException e) {
                kept = before;
                rolledBack++;
                throw e;
            }
        }

        @Override
        public List<Contact> insert(UnitOfWork work, List<ContactDraft> drafts, EventSource source) {
            List<Contact> inserted = new ArrayList<>();
            for (ContactDraft draft : drafts) {
                ContactId id = new ContactId(next++);
                kept.put(id, contact(id, draft.firstName(), 1));
                inserted.add(kept.get(id));
                if (String.valueOf(draft.firstName()).isEmpty()) {
                    throw new InvalidContactException(
                            List.of(new InvalidContactException.Problem("firstName", "Empty.")));
                }
            }
            sources.add(source);
            return inserted;
        }

        void apply(ContactId id, ContactChange change) {
            Contact now = kept.get(id);
            kept.put(id, contact(id, String.valueOf(change.set().get("firstName")), now.version() + 1));
        }

        @Override
        public Optional<Contact> change(UnitOfWork work, ContactId id, ContactChange change, EventSource source) {
            beforeLock.run();
            if (kept.containsKey(id)) {
                apply(id, change);
            }
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        public Optional<Contact> find(UnitOfWork work, ContactId id) {
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        public boolean delete(UnitOfWork work, ContactId id) {
            return kept.remove(id) != null;
        }

        @Override
        public List<InvalidContactException.Problem> check(ContactDraft draft) {
            return List.of();
        }

        @Override
        public Map<ContactId, Contact> findAll(UnitOfWork work, Collection<ContactId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Contact> findByAddress(UnitOfWork work, String phoneOrEmail) {
            throw new UnsupportedOperationException();
        }

        private static Contact contact(ContactId id, String firstName, int version) {
            return new Contact(
                    id,
                    TeamId.DEFAULT,
                    null,
                    firstName,
                    null,
                    "ann@example.com",
                    null,
                    null,
                    Set.of(),
                    null,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    Consent.UNKNOWN,
                    Map.of(),
                    Instant.EPOCH,
                    version);
        }
    }
}
