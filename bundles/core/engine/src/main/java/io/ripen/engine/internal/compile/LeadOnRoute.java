package io.ripen.engine.internal.compile;

import io.ripen.crm.Company;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.PostalAddress;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.Lead;
import io.ripen.sequence.SequenceId;
import io.ripen.step.Effects;
import io.ripen.task.TaskDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** Another sequence that this lead is to enter. */
    public record Enroll(SequenceId sequence, String key) {}

    private Contact contact;
    private final Enrollment enrollment;
    private final LeadFacts facts;
    private List<ContactChange> changes = List.of();
    private List<StopOthers> stops = List.of();
    private List<String> notes = List.of();
    private List<Enroll> enrolls = List.of();
    private List<TaskDraft> tasks = List.of();
    private Map<String, String> variants = Map.of();
    private @Nullable Map<String, Object> kept;
    private @Nullable String ended;
    private @Nullable String chosen;
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

    public List<Enroll> enrolls() {
        return enrolls;
    }

    public List<TaskDraft> tasks() {
        return tasks;
    }

    /** Whether it wants anything to be written. */
    public boolean wantsNothing() {
        return changes.isEmpty()
                && stops.isEmpty()
                && notes.isEmpty()
                && enrolls.isEmpty()
                && tasks.isEmpty()
                && variants.isEmpty()
                && ended == null;
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

    @Override
    public void enroll(SequenceId sequence, String key) {
        if (enrolls.isEmpty()) {
            enrolls = new ArrayList<>(2);
        }
        enrolls.add(new Enroll(sequence, key));
    }

    @Override
    public void task(TaskDraft task) {
        if (tasks.isEmpty()) {
            tasks = new ArrayList<>(2);
        }
        tasks.add(task);
    }

    @Override
    public void set(String variable, Object value) {
        if (variable.startsWith(RunMemory.PREFIX)) {
            throw new IllegalArgumentException("A variable cannot be named '" + variable + "': names that begin with '"
                    + RunMemory.PREFIX + "' are the engine's own.");
        }
        keep(Map.of(variable, value));
    }

    @Override
    public void path(String name, double pace) {
        if (!(pace >= 0.01 && pace <= 100)) {
            throw new IllegalArgumentException("The pace " + pace + " is not between 0.01 and 100.");
        }
        chosen = name;
        keep(RunMemory.path(name, pace));
    }

    @Override
    public void variant(String split, String variant) {
        set(split, variant);
        keep(RunMemory.variant(split, variant));
        if (variants.isEmpty()) {
            variants = new LinkedHashMap<>();
        }
        variants.put(split, variant);
    }

    @Override
    public void end(String reason) {
        ended = reason;
    }

    /** Why a step ended the run, or null. */
    public @Nullable String ended() {
        return ended;
    }

    /** The variants that splits of this segment gave the lead, by split. */
    public Map<String, String> variants() {
        return variants;
    }

    private void keep(Map<String, Object> values) {
        if (kept == null) {
            kept = new LinkedHashMap<>();
        }
        kept.putAll(values);
    }

    /** What steps kept since this was asked last, for the exchange. */
    Map<String, Object> takeKept() {
        Map<String, Object> taken = kept;
        kept = null;
        return taken == null ? Map.of() : taken;
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
        String later = RunMemory.outcome(variables(), step);
        return later == null ? facts.outcome(step) : later;
    }

    @Override
    public boolean repliedWith(String text) {
        consulted = true;
        return facts.repliedWith(text);
    }

    @Override
    public int visits(String page, String within) {
        consulted = true;
        return facts.visits(page, within);
    }

    @Override
    public boolean visited(String page) {
        consulted = true;
        return facts.visited(page);
    }

    @Override
    public @Nullable String came(String step) {
        return RunMemory.came(variables(), step);
    }

    @Override
    public int getUnopenedInRow() {
        consulted = true;
        return facts.inRow(false);
    }

    @Override
    public int getOpenedInRow() {
        consulted = true;
        return facts.inRow(true);
    }

    @Override
    public int getDaysSinceEngagement() {
        consulted = true;
        return facts.daysSinceEngagement();
    }

    @Override
    public @Nullable String getPath() {
        return chosen != null ? chosen : RunMemory.path(variables());
    }

    @Override
    public boolean isSalesReady() {
        consulted = true;
        return contact.hasTag("Sales Ready");
    }

    @Override
    public String toString() {
        return "lead " + contact.id();
    }
}
