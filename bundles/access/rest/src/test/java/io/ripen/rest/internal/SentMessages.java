package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Five messages, of which the last is unknown; and one more that is not listed, since it was denied. */
final class SentMessages implements Messages {
    static final long DENIED = 6;

    private final List<Message> all = LongStream.rangeClosed(1, DENIED)
            .mapToObj(id -> new Message(
                    new MessageId(id),
                    TeamId.DEFAULT,
                    new ContactId(1001),
                    new EnrollmentId(1),
                    Runs.WELCOME,
                    new StepId("hello"),
                    1,
                    "sms",
                    state(id),
                    "+14155550100",
                    null,
                    "Hi!",
                    "SM" + id,
                    1,
                    null,
                    id == DENIED ? "The number opted out." : null,
                    null,
                    null,
                    Crm.NOW,
                    Crm.NOW,
                    Crm.NOW,
                    null))
            .toList();

    private static MessageState state(long id) {
        return id == DENIED ? MessageState.DENIED : id == 5 ? MessageState.UNKNOWN : MessageState.ACCEPTED;
    }

    @Override
    public List<Message> list(Actor by, Query query) {
        return all.stream()
                .filter(each -> each.id().value() > query.after() && each.id().value() != DENIED)
                .filter(each -> query.state() == null || each.state() == query.state())
                .limit(query.limit())
                .toList();
    }

    @Override
    public Optional<Message> find(Actor by, MessageId id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Message> lastOfSequence(Actor by, ContactId contact) {
        return all.stream().filter(message -> message.contact().equals(contact)).reduce((first, second) -> second);
    }
}
