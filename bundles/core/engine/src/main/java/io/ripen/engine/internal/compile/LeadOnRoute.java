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

    @Override
    public Contact getContact() {
        return contact;
    }

    @Override
    public Enrollment getEnrollment() {
        return enrollment;
    }

    @Override
    public @Nullable String getFirstName() {
        return contact.firstName();
    }

    @Override
    public @Nullable String getLastName() {
        return contact.lastName();
    }

    @Override
    public @Nullable String getEmail() {
        return contact.email();
    }

    @Override
    public @Nullable String getPhone() {
        return contact.phone();
    }

    @Override
    public @Nullable String getOwner() {
        return contact.owner();
    }

    @Override
    public @Nullable String getSource() {
        return contact.source();
    }

    @Override
    public @Nullable String getStage() {
        return contact.stage();
    }

    @Override
    public int getScore() {
        return contact.score();
    }

    @Override
    public @Nullable Company getCompany() {
        return contact.company();
    }

    @Override
    public @Nullable PostalAddress getAddress() {
        return contact.address();
    }

    @Override
    public boolean hasTag(String tag) {
        return contact.hasTag(tag);
    }

    @Override
    public @Nullable Object field(String name) {
        return contact.fields().get(name);
    }

    @Override
    public boolean clicked(String link) {
        return facts.clicked(link);
    }

    @Override
    public boolean opened(String step) {
        return facts.opened(step);
    }

    @Override
    public boolean replied() {
        return facts.replied();
    }

    @Override
    public @Nullable String outcome(String step) {
        return facts.outcome(step);
    }

    @Override
    public String toString() {
        return "lead " + contact.id();
    }
}
