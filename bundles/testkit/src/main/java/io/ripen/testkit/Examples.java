package io.ripen.testkit;

import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.TemplateFormat;
import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.delivery.MessageId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Lead;
import io.ripen.sequence.SequenceId;
import io.ripen.step.Effects;
import io.ripen.task.TaskDraft;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Made-up values for tests of extensions: fiction numbers and example.com only. */
public final class Examples {
    public static final Team TEAM =
            new Team(TeamId.DEFAULT, "Harbor Homes", ZoneId.of("America/New_York"), "US", Map.of());

    private Examples() {}

    /** A contact of whom everything is known. */
    public static Contact contact(long id, String firstName, String... tags) {
        return new Contact(
                new ContactId(id),
                TeamId.DEFAULT,
                "crm-" + id,
                firstName,
                "Example",
                firstName.toLowerCase(Locale.ROOT) + id + "@example.com",
                "(212) 555-0101",
                "+12125550101",
                Set.of(tags),
                "kim@example.com",
                "web-form",
                "New",
                ZoneId.of("America/New_York"),
                10,
                new PostalAddress("1 Example Street", "New York", "NY", "10001", "US"),
                new Company("Example Works", 40, "Crafts"),
                Consent.UNKNOWN,
                Map.of("plan", "Basic"),
                SettableClock.START,
                1);
    }

    /** A contact of whom nothing is known but its id. */
    public static Contact stranger(long id) {
        return new Contact(
                new ContactId(id),
                TeamId.DEFAULT,
                null,
                null,
                null,
                null,
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
                SettableClock.START,
                1);
    }

    public static Event event(String type, Contact contact, Map<String, Object> data) {
        return new Event(
                "event-" + contact.id(),
                type,
                contact.team(),
                contact.id(),
                null,
                SettableClock.START,
                EventSource.API,
                data);
    }

    /** A message as the gate hands it to a channel. */
    public static OutboundMessage message(long id, Channel channel, Contact contact, String text) {
        String address = switch (channel.addressKind()) {
            case PHONE -> "+12125550101";
            case EMAIL -> "ann@example.com";
            case NONE -> "";
        };
        boolean mail = channel.templateFormat() == TemplateFormat.MAIL;
        return new OutboundMessage(
                new MessageId(id),
                1,
                "token-" + id,
                TEAM,
                contact,
                address,
                mail ? "A subject" : null,
                text,
                mail ? "<p>" + text + "</p>" : null,
                Map.of(),
                null,
                () -> true);
    }

    /**
     * A component's configuration, as the container would make it.
     *
     * @param values by name of the annotation's method; the others have their defaults
     */
    public static <C> C configuration(Class<C> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "annotationType" -> type;
                    case "toString" -> type.getSimpleName() + values;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> values.getOrDefault(method.getName(), unset(method));
                }));
    }

    private static @Nullable Object unset(Method method) {
        Object value = method.getDefaultValue();
        Class<?> type = method.getReturnType();
        if (value != null || !type.isPrimitive()) {
            return value != null ? value : type == String.class ? "" : null;
        }
        return Array.get(Array.newInstance(type, 1), 0);
    }

    /** A lead at the start of a sequence. */
    public static Lead lead(Contact contact) {
        return new LeadOfContact(contact);
    }

    /** Keeps what a step wants to do. */
    public static final class CollectedEffects implements Effects {
        private final List<String> all = new ArrayList<>();

        @Override
        public void change(ContactChange change) {
            all.add("change " + change);
        }

        @Override
        public void stopOthers(@Nullable SequenceId sequence, String reason) {
            all.add("stop " + (sequence == null ? "all" : sequence) + ": " + reason);
        }

        @Override
        public void enroll(SequenceId sequence, String key) {
            all.add("enroll " + sequence + (key.isEmpty() ? "" : " as " + key));
        }

        @Override
        public void set(String variable, Object value) {
            all.add("set " + variable + " to " + value);
        }

        @Override
        public void path(String name, double pace) {
            all.add("path " + name + " at " + pace);
        }

        @Override
        public void task(TaskDraft task) {
            all.add("task " + task);
        }

        @Override
        public void note(String text) {
            all.add("note " + text);
        }

        /** One line for each effect, in order. */
        public List<String> all() {
            return List.copyOf(all);
        }
    }

    private record LeadOfContact(Contact contact) implements Lead {
        @Override
        public Contact getContact() {
            return contact;
        }

        @Override
        public Enrollment getEnrollment() {
            return new Enrollment(
                    new EnrollmentId(1),
                    contact.team(),
                    new SequenceId("example"),
                    "0",
                    contact.id(),
                    "",
                    EnrollmentState.ACTIVE,
                    null,
                    Map.of(),
                    null,
                    null,
                    SettableClock.START,
                    null);
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
            return false;
        }

        @Override
        public boolean opened(String step) {
            return false;
        }

        @Override
        public boolean replied() {
            return false;
        }

        @Override
        public @Nullable String outcome(String step) {
            return null;
        }

        @Override
        public boolean repliedWith(String text) {
            return false;
        }

        @Override
        public int visits(String page, String within) {
            return 0;
        }

        @Override
        public boolean visited(String page) {
            return false;
        }

        @Override
        public @Nullable String came(String step) {
            return null;
        }

        @Override
        public int getUnopenedInRow() {
            return 0;
        }

        @Override
        public int getOpenedInRow() {
            return 0;
        }

        @Override
        public int getDaysSinceEngagement() {
            return 0;
        }

        @Override
        public @Nullable String getPath() {
            return null;
        }

        @Override
        public boolean isSalesReady() {
            return false;
        }
    }
}
