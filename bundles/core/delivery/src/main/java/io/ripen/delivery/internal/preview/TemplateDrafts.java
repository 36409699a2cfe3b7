package io.ripen.delivery.internal.preview;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.channel.Channel;
import io.ripen.channel.Outcome;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.Gate;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.internal.gate.GateConfig;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.gate.TouchRendering;
import io.ripen.delivery.internal.gate.TrialPolicies;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.links.Links;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.delivery.internal.render.Templates;
import io.ripen.delivery.internal.render.UnrenderableException;
import io.ripen.delivery.internal.wording.Closing;
import io.ripen.delivery.internal.wording.OwnTemplates;
import io.ripen.delivery.internal.wording.TouchUri;
import io.ripen.message.Drafts;
import io.ripen.message.Drafts.NoDraftException.Kind;
import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.message.SmsText;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceDescription.StepDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills touches in as the gate does, and keeps nothing. Thread-safe. */
@Component(service = Drafts.class, configurationPid = GateConfig.PID)
public final class TemplateDrafts implements Drafts {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateDrafts.class);
    private static final String MARK = "[Test] ";
    private static final String MARK_HEADER = "X-Ripen-Test";

    private final Stores stores;
    private final Sequences sequences;
    private final Teams teams;
    private final InstalledChannels channels;
    private final Links links;
    private final OwnTemplates own;
    private final Gate gate;
    private final Lint lint;
    private final GateSettings settings;
    private final TrialPolicies policies;
    private final Templates templates = new Templates();

    @Activate
    public TemplateDrafts(
            @Reference Stores stores,
            @Reference Sequences sequences,
            @Reference Teams teams,
            @Reference InstalledChannels channels,
            @Reference InstalledPolicies policies,
            @Reference Links links,
            @Reference OwnTemplates own,
            @Reference Gate gate,
            @Reference Lint lint,
            GateConfig config) {
        this(stores, sequences, teams, channels, policies, links, own, gate, lint, GateSettings.of(config));
    }

    TemplateDrafts(
            Stores stores,
            Sequences sequences,
            Teams teams,
            InstalledChannels channels,
            InstalledPolicies policies,
            Links links,
            OwnTemplates own,
            Gate gate,
            Lint lint,
            GateSettings settings) {
        this.stores = stores;
        this.sequences = sequences;
        this.teams = teams;
        this.channels = channels;
        this.links = links;
        this.own = own;
        this.gate = gate;
        this.lint = lint;
        this.settings = settings;
        this.policies = new TrialPolicies(stores, policies, settings.mandatory());
    }

    /** A touch that was found and filled in. */
    private record Draft(
            TouchUri uri, Channel channel, Contact contact, Team team, Rendered rendered, Preview preview) {}

    @Override
    public Preview preview(Actor by, SequenceId sequence, StepId step, ContactId contact) throws NoDraftException {
        return draft(by, sequence, step, contact).preview();
    }

    @Override
    public Trial test(Actor by, SequenceId sequence, StepId step, ContactId contact, String to)
            throws NoDraftException {
        Draft draft = draft(by, sequence, step, contact);
        by.require(Role.MANAGER, draft.contact().team());
        Channel channel = draft.channel();
        if (channel.laterOutcome() != null) {
            throw new NoDraftException(
                    Kind.INVALID,
                    "Step '" + step + "' is work for a person, so that it cannot be tried. Look at its preview.");
        }
        Contact tester = TestAddress.at(draft.contact(), channel.addressKind(), to);
        String address =
                Objects.requireNonNull(tester.phoneE164() == null ? tester.email() : tester.phoneE164(), "an address");
        long id = stores.transactions().call(work -> stores.ids().next(work, IdKind.MESSAGE));
        Instant now = stores.clock().instant();
        TrialPolicies.Answer answer = policies.ask(new Send(
                new MessageId(id),
                SendPath.TEST,
                draft.team(),
                tester,
                draft.uri().scheme(),
                channel.addressKind(),
                address,
                draft.rendered().text(),
                now,
                Send.USUAL_PRIORITY,
                null,
                sequence,
                step));
        Trial trial = after(answer, id, draft, tester, address);
        LOG.info(
                "{} tried step {} of sequence {} as for contact {}: {}.",
                by.name(),
                step,
                sequence,
                contact,
                trial.state());
        return trial;
    }

    private Trial after(TrialPolicies.Answer answer, long id, Draft draft, Contact tester, String address) {
        if (answer.decision() instanceof Decision.Hold hold) {
            return not(TrialState.HELD, answer, hold.reason(), hold.until(), draft);
        }
        if (answer.decision() instanceof Decision.Await await) {
            return not(TrialState.HELD, answer, await.reason(), null, draft);
        }
        return answer.decision() instanceof Decision.Deny deny
                ? not(TrialState.DENIED, answer, deny.reason(), null, draft)
                : send(id, draft, tester, address, ((Decision.Allow) answer.decision()).until());
    }

    private Trial send(long id, Draft draft, Contact tester, String address, @Nullable Instant until) {
        Rendered rendered = draft.rendered();
        Map<String, String> headers = new LinkedHashMap<>(rendered.headers());
        String subject = rendered.subject();
        if (Closing.isMail(draft.channel())) {
            subject = MARK + subject;
            headers.put(MARK_HEADER, "yes");
        }
        Outcome outcome = gate.send(
                        new Admitted(
                                id,
                                1,
                                stores.clock().machine().instant(),
                                false,
                                draft.team(),
                                tester,
                                draft.uri().scheme(),
                                address,
                                subject,
                                rendered.text(),
                                rendered.html(),
                                headers,
                                until),
                        () -> true)
                .outcome();
        TrialPolicies.Answer none = new TrialPolicies.Answer(Decision.ALLOW, null);
        if (outcome instanceof Outcome.Accepted accepted) {
            return new Trial(TrialState.SENT, null, null, null, accepted.providerId(), draft.preview());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return not(TrialState.REFUSED, none, refused.reason(), null, draft);
        }
        return outcome instanceof Outcome.Unavailable away
                ? not(TrialState.UNAVAILABLE, none, away.reason(), null, draft)
                : not(TrialState.UNKNOWN, none, ((Outcome.Unknown) outcome).reason(), null, draft);
    }

    private static Trial not(
            TrialState state, TrialPolicies.Answer answer, String reason, @Nullable Instant until, Draft draft) {
        return new Trial(state, answer.policy(), reason, until, null, draft.preview());
    }

    private Draft draft(Actor by, SequenceId sequence, StepId step, ContactId id) throws NoDraftException {
        SequenceDescription described =
                sequences.find(sequence).orElseThrow(() -> notFound("There is no sequence '" + sequence + "'."));
        TouchUri uri = touch(described, step);
        Channel channel = channels.get(uri.scheme());
        if (channel == null) {
            throw new NoDraftException(
                    Kind.INVALID,
                    "Step '" + step + "' sends nothing, or its channel '" + uri.scheme() + "' is not installed.");
        }
        SequenceSource source = sequences
                .source(sequence)
                .orElseThrow(() -> notFound("The sequence '" + sequence + "' does not run now."));
        Contact contact = stores.transactions()
                .call(work -> stores.contacts().find(work, id))
                .filter(found -> by.sees(found.team()))
                .orElseThrow(() -> notFound("There is no contact " + id + "."));
        Team team = team(contact.team());
        OwnTemplates.Snapshot words = stores.transactions().call(own::now);
        TouchRequest request = new TouchRequest(
                0,
                contact,
                sequence,
                step,
                1,
                uri.scheme(),
                uri.path(),
                uri.options(),
                Map.of(),
                String.valueOf(described.revision()),
                file -> Optional.ofNullable(source.templates().get(file)),
                Send.USUAL_PRIORITY,
                stores.clock().instant(),
                null,
                false,
                null);
        try {
            Rendered rendered = new TouchRendering(channels, templates, links, this::team, settings.closing(), words)
                    .render(new PreviewLinks(links.settings().publicUrl()), request, team, channel);
            Preview preview = new Preview(
                    uri.scheme(),
                    uri.file(),
                    rendered.subject(),
                    rendered.text(),
                    rendered.html(),
                    rendered.headers(),
                    Closing.isText(channel) ? SmsText.of(rendered.text()) : null,
                    hints(source, words, team.id(), sequence, uri.file()));
            return new Draft(uri, channel, contact, team, rendered, preview);
        } catch (UnrenderableException stopped) {
            throw new NoDraftException(Kind.STOPPED, String.valueOf(stopped.getMessage()));
        }
    }

    /** About this template, in the team's own words where it has some. */
    private List<Hint> hints(
            SequenceSource source, OwnTemplates.Snapshot words, TeamId team, SequenceId sequence, String file) {
        Map<String, String> files = new TreeMap<>(source.templates());
        files.replaceAll((name, text) -> {
            OwnTemplates.Own wording = words.find(team, sequence, name);
            return wording == null ? text : wording.content();
        });
        return lint.hints(new SequenceSource(source.name(), source.xml(), files)).stream()
                .filter(each -> each.file().equals(file))
                .toList();
    }

    private static TouchUri touch(SequenceDescription sequence, StepId step) throws NoDraftException {
        for (StepDescription each : sequence.steps()) {
            TouchUri uri = TouchUri.of(each.uri());
            if (each.id().equals(step)) {
                if (uri == null) {
                    throw new NoDraftException(
                            Kind.INVALID, "Step '" + step + "' is a " + each.kind() + " and sends nothing.");
                }
                return uri;
            }
            TouchUri instead = uri == null ? null : uri.instead();
            if (instead != null && step.value().equals(each.id().value() + "." + instead.scheme())) {
                return instead;
            }
        }
        throw notFound("Sequence '" + sequence.id() + "' has no step '" + step + "'.");
    }

    private Team team(TeamId id) {
        return teams.find(id).orElseGet(() -> new Team(id, id.value(), ZoneOffset.UTC, "US", Map.of()));
    }

    private static NoDraftException notFound(String message) {
        return new NoDraftException(Kind.NOT_FOUND, message);
    }
}
