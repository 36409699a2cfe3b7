package io.ripen.engine.internal.compile;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactId;
import io.ripen.engine.internal.deploy.InstalledKinds;
import io.ripen.event.Event;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Lead;
import io.ripen.sequence.SequenceId;
import io.ripen.step.Effects;
import io.ripen.step.Step;
import io.ripen.team.TeamId;
import io.ripen.trigger.Trigger;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Channels, steps, triggers and leads for tests of the language. */
public final class Kinds {
    private Kinds() {}

    public static InstalledKinds usual() {
        return new InstalledKinds()
                .channel("sms", new TextChannel(Set.of("from")))
                .channel("email", new MailChannel())
                .step("contact", new ContactStep())
                .trigger(new CrmTrigger(), "contact.created", "tag.added");
    }

    /** A lead that has just been enrolled. */
    public static LeadOnRoute lead(Map<String, Object> variables, String... tags) {
        return named("Ann", variables, tags);
    }

    /** The same lead with another first name. */
    public static LeadOnRoute named(String firstName, Map<String, Object> variables, String... tags) {
        Contact contact = new Contact(
                new ContactId(7),
                TeamId.DEFAULT,
                null,
                firstName,
                "Lee",
                "ann@example.com",
                "+14155550100",
                "+14155550100",
                Set.of(tags),
                null,
                "web-form",
                null,
                null,
                60,
                null,
                null,
                new Consent(null, null),
                Map.of("plan", "pro"),
                Instant.EPOCH,
                1);
        Enrollment enrollment = new Enrollment(
                new EnrollmentId(1),
                TeamId.DEFAULT,
                new SequenceId("s"),
                "r",
                contact.id(),
                "",
                EnrollmentState.ACTIVE,
                null,
                variables,
                null,
                null,
                Instant.EPOCH,
                null);
        return new LeadOnRoute(contact, enrollment, LeadFacts.NONE);
    }

    public record TextChannel(Set<String> options) implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AddressKind addressKind() {
            return AddressKind.PHONE;
        }
    }

    public static final class MailChannel implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TemplateFormat templateFormat() {
            return TemplateFormat.MAIL;
        }
    }

    /** {@code contact:tag?add=X}; {@code contact:fail} throws when it runs. */
    public static final class ContactStep implements Step {
        @Override
        public Action prepare(String path, Map<String, String> options) {
            if (path.equals("fail")) {
                return (lead, effects) -> {
                    throw new IllegalStateException("boom");
                };
            }
            if (!path.equals("tag")) {
                throw new IllegalArgumentException("'" + path + "' is not known; use contact:tag.");
            }
            for (String option : options.keySet()) {
                if (!option.equals("add") && !option.equals("remove")) {
                    throw new IllegalArgumentException("The option '" + option + "' is not known; use add or remove.");
                }
            }
            return (Lead lead, Effects effects) -> effects.change(ContactChange.tags(
                    options.containsKey("add") ? Set.of(options.get("add")) : Set.of(),
                    options.containsKey("remove") ? Set.of(options.get("remove")) : Set.of()));
        }
    }

    public static final class CrmTrigger implements Trigger {
        @Override
        public Set<String> options() {
            return Set.of("tag");
        }

        @Override
        public Condition condition(String on, Map<String, String> options) {
            String tag = options.getOrDefault("tag", "");
            if (options.containsKey("tag") && tag.isBlank()) {
                throw new IllegalArgumentException("The option 'tag' is empty; name a tag.");
            }
            return (Event event, Contact contact) -> tag.isEmpty() || contact.hasTag(tag);
        }
    }
}
