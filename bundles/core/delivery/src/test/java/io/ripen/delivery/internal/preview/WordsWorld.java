package io.ripen.delivery.internal.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TemplateOverrideRow;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.links.Links;
import io.ripen.delivery.internal.links.TrackingSettings;
import io.ripen.delivery.internal.lint.SequenceLint;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.delivery.internal.wording.Closing;
import io.ripen.delivery.internal.wording.OwnTemplates;
import io.ripen.message.Drafts.NoDraftException;
import io.ripen.message.Drafts.Preview;
import io.ripen.message.Drafts.Trial;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceDescription.StepDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A sequence with a text, a mail and a touch that has a hole for Ann, whose last name nobody knows. */
final class WordsWorld implements AutoCloseable {
    static final TeamId TEAM = TeamId.DEFAULT;
    static final SequenceId SEQUENCE = new SequenceId("nurture");
    private static final Team ACME = new Team(TEAM, "Acme Inc", ZoneOffset.UTC, "US", Map.of("businessName", "Acme"));
    private static final String XML = "<routes><route id='nurture'><from uri='sequence:nurture'/>"
            + "<to id='hello' uri='sms:hello'/><to id='mail' uri='email:mail'/></route></routes>";
    private static final Map<String, String> FILES = Map.of(
            "hello.sms",
            "{{team.business_name}}: Hi {{contact.first_name}}!",
            "hello.email",
            "Subject: Instead\n\nHi {{contact.first_name}}, a mail instead.",
            "hole.sms",
            "Hi {{contact.last_name}}!",
            "mail.email",
            "Subject: For {{contact.first_name}}\n\nHi {{contact.first_name}}, see"
                    + " {{#link.pricing}}https://acme.example/pricing{{/link.pricing}}\n--- html\n"
                    + "<p>Hi <a href=\"{{#link.pricing}}https://acme.example/pricing{{/link.pricing}}\">prices</a></p>");

    final List<OutboundMessage> sent = new ArrayList<>();
    final List<Send> asked = new ArrayList<>();
    final KeptOverrides overrides;
    final Stores stores = Stores.inMemory(StoreOptions.PLAIN);
    private final DeliveryGate gate;
    private final TemplateDrafts drafts;
    private final Instant start;
    Decision decision = Decision.ALLOW;
    Outcome outcome = new Outcome.Accepted("x1");
    boolean policyWrites;
    private long run = 100;

    WordsWorld() {
        start = stores.clock().instant();
        InstalledChannels channels = new InstalledChannels();
        channels.add("sms", new Recording(AddressKind.PHONE, TemplateFormat.TEXT));
        channels.add("email", new Recording(AddressKind.EMAIL, TemplateFormat.MAIL));
        InstalledPolicies policies = new InstalledPolicies();
        policies.add("strict", new Strict());
        GateSettings settings = new GateSettings(Set.of(), new Closing("Reply STOP to opt out.", "Unsubscribe:"));
        Links links = new Links(stores, TrackingSettings.STANDARD);
        OwnTemplates own = new OwnTemplates(stores);
        gate = DeliveryGate.tracked(
                stores,
                new OneTeam(),
                channels,
                policies,
                AttemptTokens.of(stores),
                settings,
                links,
                own,
                Aftermath.of(stores, channels, new KeptBlocks(stores)));
        overrides = new KeptOverrides(stores, sequences(), channels, own);
        drafts = new TemplateDrafts(
                stores,
                sequences(),
                new OneTeam(),
                channels,
                policies,
                links,
                own,
                gate,
                SequenceLint.with(settings.closing()),
                settings);
        stores.transactions().call(work -> {
            stores.contacts().insert(work, List.of(ann()));
            return work;
        });
    }

    Instant now() {
        return start;
    }

    Preview preview(String step) throws NoDraftException {
        return drafts.preview(Actor.part("the test"), SEQUENCE, new StepId(step), new ContactId(7));
    }

    Trial test(String step, String to) throws NoDraftException {
        return drafts.test(Actor.part("ann"), SEQUENCE, new StepId(step), new ContactId(7), to);
    }

    List<Problem> put(String file, String content) {
        return overrides.put(Actor.part("ann"), TEAM, SEQUENCE, file, content);
    }

    boolean remove(String file) {
        return overrides.remove(Actor.part("the test"), TEAM, SEQUENCE, file);
    }

    void putElsewhere(String file, String content) {
        stores.transactions().call(work -> {
            stores.templateOverrides()
                    .put(work, new TemplateOverrideRow("default", "nurture", file, content, "bob", start));
            return work;
        });
    }

    /** The text that the gate lets out for a lead who reaches the step. */
    String send(String step) {
        TouchRequest request = new TouchRequest(
                ++run,
                ann(),
                SEQUENCE,
                new StepId(step),
                1,
                "sms",
                step,
                Map.of(),
                Map.of(),
                "r1",
                file -> Optional.ofNullable(FILES.get(file)),
                5,
                stores.clock().instant(),
                null,
                false,
                null);
        GateAnswer answer = stores.transactions()
                .call(work -> gate.admit(work, List.of(request)))
                .get(0);
        return ((GateAnswer.Go) answer).message().text();
    }

    /** No message, no line of history, no count, and nothing that a policy wrote. */
    void assertNothingKept() {
        stores.transactions().call(work -> {
            assertThat(stores.messages().lockByIds(work, Set.copyOf(ids()))).isEmpty();
            assertThat(stores.counters().sums(work, "nurture")).isEmpty();
            assertThat(stores.settings().find(work, "policy")).isEmpty();
            return work;
        });
    }

    private List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        sent.forEach(each -> ids.add(each.id().value()));
        asked.forEach(each -> ids.add(each.message().value()));
        return ids;
    }

    @Override
    public void close() {
        stores.close();
    }

    private static Contact ann() {
        return new Contact(
                new ContactId(7),
                TEAM,
                null,
                "Ann",
                null,
                "ann@example.com",
                "+14155550100",
                "+14155550100",
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
                1);
    }

    private static Sequences sequences() {
        SequenceDescription described = new SequenceDescription(
                SEQUENCE,
                "",
                "r1",
                1,
                Instant.EPOCH,
                List.of(
                        step("hello", "sms", "sms:hello?onFail=channel:email&stage=awareness"),
                        step("pause", "wait", "wait:3 days"),
                        step("hole", "sms", "sms:hole"),
                        step("mail", "email", "email:mail")),
                Map.of(),
                Set.of(),
                Set.of(),
                List.of(),
                Set.of());
        SequenceSource source = new SequenceSource("nurture.xml", XML, FILES);
        return (Sequences) Proxy.newProxyInstance(
                Sequences.class.getClassLoader(),
                new Class<?>[] {Sequences.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "find" -> Optional.of(described);
                    case "source" -> Optional.of(source);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static StepDescription step(String id, String kind, String uri) {
        return new StepDescription(new StepId(id), kind, uri, true, 1, null);
    }

    private final class Strict implements Policy {
        @Override
        public List<Decision> decide(List<Send> sends, UnitOfWork work) {
            asked.addAll(sends);
            if (policyWrites) {
                stores.settings().put(work, "policy", "took a place");
            }
            return Collections.nCopies(sends.size(), decision);
        }
    }

    private final class Recording implements Channel {
        private final AddressKind kind;
        private final TemplateFormat format;

        Recording(AddressKind kind, TemplateFormat format) {
            this.kind = kind;
            this.format = format;
        }

        @Override
        public Outcome send(OutboundMessage message) {
            sent.add(message);
            return outcome;
        }

        @Override
        public AddressKind addressKind() {
            return kind;
        }

        @Override
        public TemplateFormat templateFormat() {
            return format;
        }
    }

    private static final class OneTeam implements Teams {
        @Override
        public Optional<Team> find(TeamId id) {
            return Optional.of(ACME);
        }

        @Override
        public List<Team> all() {
            return List.of(ACME);
        }

        @Override
        public void save(Actor by, Team team) {
            throw new UnsupportedOperationException();
        }
    }
}
