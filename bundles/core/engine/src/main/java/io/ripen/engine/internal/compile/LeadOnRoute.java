package io.ripen.engine.internal.compile;

import io.ripen.crm.Company;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.PostalAddress;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.Lead;
import io.ripen.sequence.SequenceId;
import io.ripen.step.Effects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead while one of its segments runs: the body of the exchange, and the collector of what the segment wants to do to
 * our own data. Nothing is written before the batch commits. Belongs to the thread that runs the segment.
 */
public final class LeadOnRoute implements Lead, Effects {

    /** Other runs of this lead that are to be stopped; all of them when {@code sequence} is null. */
    public record StopOthers(@Nullable SequenceId sequence, String reason) {}

    private Contact contact;
    private final Enrollment enrollment;
    private final LeadFacts facts;
    private List<ContactChange> changes = List.of();
    private List<StopOthers> stops = List.of();
    private List<String> notes = List.of();
    private boolean consulted;

    /**
     * @param enrollment as it stands before the segment; its variables are what the segment begins with
     * @param facts loaded for the batch
     */
    public LeadOnRoute(Contact contact, Enrollment enrollment, LeadFacts facts) {
        this.contact = contact;
        this.enrollment = enrollment;
        this.facts = facts;
    }

    /** Changes in the order in which the steps asked for them. */
    public List<ContactChange> changes() {
        return changes;
    }

    public List<StopOthers> stops() {
        return stops;
    }

    public List<String> notes() {
        return notes;
    }

    /**
     * Whether the segment asked anything about the lead. What a segment comes to that never asked is the same whatever
     * happened to the lead meanwhile, so it needs no fresh look at the database.
     */
    public boolean consulted() {
        return consulted;
    }

    @Override
    public void change(ContactChange change) {
        if (changes.isEmpty()) {
            changes = new ArrayList<>(2);
        }
        changes.add(change);
        contact = ContactPreview.after(contact, change);
    }

    @Override
    public void stopOthers(@Nullable SequenceId sequence, String reason) {
        if (stops.isEmpty()) {
            stops = new ArrayList<>(2);
        }
        stops.add(new StopOthers(sequence, reason));
    }

    @Override
    public void note(String text) {
        if (notes.isEmpty()) {
            notes = new ArrayList<>(2);
        }
        notes.add(text);
    }

    /** What the segment begins with; reading them for the exchange does not count as asking about the lead. */
    Map<String, Object> variables() {
        return enrollment.variables();
    }

    @Override
    public Contact getContact() {
        consulted = true;
        return contact;
    }

    @Override
    public Enrollment getEnrollment() {
        consulted = true;
        return enrollment;
    }

    @Override
    public @Nullable String getFirstName() {
        consulted = true;
        return contact.firstName();
    }

    @Override
    public @Nullable String getLastName() {
        consulted = true;
        return contact.lastName();
    }

    @Override
    public @Nullable String getEmail() {
        consulted = true;
        return contact.email();
    }

    @Override
    public @Nullable String getPhone() {
        consulted = true;
        return contact.phone();
    }

    @Override
    public @Nullable String getOwner() {
        consulted = true;
        return contact.owner();
    }

    @Override
    public @Nullable String getSource() {
        consulted = true;
        return contact.source();
    }

    @Override
    public @Nullable String getStage() {
        consulted = true;
        return contact.stage();
    }

    @Override
    public int getScore() {
        consulted = true;
        return contact.score();
    }

    @Override
    public @Nullable Company getCompany() {
        consulted = true;
        return contact.company();
    }

    @Override
    public @Nullable PostalAddress getAddress() {
        consulted = true;
        return contact.address();
    }

    @Override
    public boolean hasTag(String tag) {
        consulted = true;
        return contact.hasTag(tag);
    }

    @Override
    public @Nullable Object field(String name) {
        consulted = true;
        return contact.fields().get(name);
    }

    @Override
    public boolean clicked(String link) {
        consulted = true;
        return facts.clicked(link);
    }

    @Override
    public boolean opened(String step) {
        consulted = true;
        return facts.opened(step);
    }

    @Override
    public boolean replied() {
        consulted = true;
        return facts.replied();
    }

    @Override
    public @Nullable String outcome(String step) {
        consulted = true;
        return facts.outcome(step);
    }

    @Override
    public String toString() {
        return "lead " + contact.id();
    }
}
