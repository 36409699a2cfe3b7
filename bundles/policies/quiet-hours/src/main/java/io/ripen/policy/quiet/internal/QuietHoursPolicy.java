package io.ripen.policy.quiet.internal;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.policy.Decision;
import io.ripen.policy.Inquiries;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.policy.quiet.internal.place.LeadPlace;
import io.ripen.policy.quiet.internal.window.Openings;
import io.ripen.policy.quiet.internal.window.Openings.Span;
import io.ripen.team.Team;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Holds messages until the lead's own clock is inside the team's hours, and never lets one out at an hour that the law
 * forbids. A lead who wrote first within a day is answered at any hour of the answers; so are messages that a person writes.
 * A test keeps to the law where its tester is; what the law itself asks for, such as the confirmation of an opt-out, goes at
 * any time. Asks the database only about leads who might be answered earlier than others, once a batch.
 */
@Component(service = Policy.class)
@PolicyType(QuietHoursPolicy.TYPE)
public final class QuietHoursPolicy implements Policy {
    static final String TYPE = "quiet-hours";

    private final SendingHours hours;
    private final Inquiries inquiries;

    @Activate
    public QuietHoursPolicy(@Reference SendingHours hours, @Reference Inquiries inquiries) {
        this.hours = hours;
        this.inquiries = inquiries;
    }

    /** A message outside the window that goes earlier if the lead asked. */
    private record Asker(int index, Span answers, Decision.Hold hold) {}

    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        List<Decision> decisions = new ArrayList<>(sends.size());
        List<Asker> askers = new ArrayList<>();
        for (Send send : sends) {
            decisions.add(decide(send, decisions.size(), askers));
        }
        if (!askers.isEmpty()) {
            answer(sends, askers, decisions, work);
        }
        return decisions;
    }

    private Decision decide(Send send, int index, List<Asker> askers) {
        String kind = SendingHours.kind(send.addressKind());
        TeamHours team = hours.of(send.team());
        if (send.path() == SendPath.NOTICE || goesAlways(send, kind, team)) {
            return Decision.ALLOW;
        }
        LeadPlace place = place(send);
        Instant at = send.at();
        if (send.path() == SendPath.TEST) {
            Openings law = hours.openings(null, kind, place);
            return decision(law.at(at), law, kind, place, at);
        }
        Openings window = hours.openings(team.of(kind), kind, place);
        Span now = window.at(at);
        if (now.open() && send.path() != SendPath.HAND) {
            return new Decision.Allow(now.until());
        }
        Openings answers = hours.openings(team.answers(), kind, place);
        Span answer = answers.at(at);
        if (send.path() == SendPath.HAND) {
            return answer.open() && (!now.open() || isLater(answer.until(), now.until())) || earlier(answer, now, at)
                    ? decision(answer, answers, kind, place, at)
                    : decision(now, window, kind, place, at);
        }
        Decision.Hold hold = hold(now, window, kind, place, at);
        if (earlier(answer, now, at)) {
            askers.add(new Asker(index, answer, hold));
        }
        return hold;
    }

    @Override
    public List<String> problems(Team team) {
        String problem = hours.problem(team);
        return problem == null ? List.of() : List.of(problem);
    }

    /** No zone need be looked for where every hour will do. */
    private boolean goesAlways(Send send, String kind, TeamHours team) {
        if (send.addressKind() == AddressKind.NONE) {
            // A call is made by a person, who has a list of them; the hours only say when it appears there.
            return team.call().isAlways();
        }
        return (send.path() == SendPath.TEST || team.of(kind).isAlways())
                && hours.limits().isFree(kind);
    }

    private LeadPlace place(Send send) {
        if (send.path() == SendPath.TEST) {
            String number = send.addressKind() == AddressKind.PHONE ? send.address() : null;
            return hours.places().of(send.team(), null, null, number);
        }
        Contact contact = send.contact();
        String number = send.addressKind() == AddressKind.PHONE ? send.address() : contact.phoneE164();
        return hours.places().of(send.team(), contact.timeZone(), contact.address(), number);
    }

    private static boolean isLater(@Nullable Instant end, @Nullable Instant other) {
        return end == null || (other != null && end.isAfter(other));
    }

    private static boolean earlier(Span answer, Span window, Instant at) {
        Instant first = opens(answer, at);
        Instant second = opens(window, at);
        return first != null && (second == null || first.isBefore(second));
    }

    private static @Nullable Instant opens(Span span, Instant at) {
        return span.open() ? at : span.until();
    }

    private static Decision decision(Span span, Openings openings, String kind, LeadPlace place, Instant at) {
        return span.open() ? new Decision.Allow(span.until()) : hold(span, openings, kind, place, at);
    }

    private static Decision.Hold hold(Span span, Openings openings, String kind, LeadPlace place, Instant at) {
        Instant next = span.until();
        return new Decision.Hold(
                next == null ? at.plus(Reasons.NEVER_PAUSE) : next, Reasons.closed(kind, openings, place, at, next));
    }

    private void answer(List<Send> sends, List<Asker> askers, List<Decision> decisions, UnitOfWork work) {
        Set<ContactId> contacts = new HashSet<>();
        askers.forEach(each -> contacts.add(sends.get(each.index()).contact().id()));
        Map<ContactId, Instant> newest = inquiries.newest(work, contacts);
        for (Asker asker : askers) {
            Send send = sends.get(asker.index());
            Instant inquiry = newest.get(send.contact().id());
            Instant goes = opens(asker.answers(), send.at());
            if (inquiry == null || goes == null) {
                continue;
            }
            Instant end = inquiry.plus(hours.of(send.team()).answerWithin());
            if (goes.isAfter(end)) {
                continue;
            }
            decisions.set(
                    asker.index(),
                    asker.answers().open()
                            ? new Decision.Allow(asker.answers().until())
                            : new Decision.Hold(
                                    goes,
                                    asker.hold().reason() + " The lead wrote or called at " + inquiry
                                            + ", so this goes as soon as the hours for answers begin."));
        }
    }
}
