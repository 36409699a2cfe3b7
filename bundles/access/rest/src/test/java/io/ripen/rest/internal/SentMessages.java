package io.ripen.rest.internal;

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

/** Five messages, of which the last is unknown. */
final class SentMessages implements Messages {
    private final List<Message> all = LongStream.rangeClosed(1, 5)
            .mapToObj(id -> new Message(
                    new MessageId(id),
                    TeamId.DEFAULT,
                    new ContactId(1001),
                    new EnrollmentId(1),
                    Runs.WELCOME,
                    new StepId("hello"),
                    1,
                    "sms",
                    id == 5 ? MessageState.UNKNOWN : MessageState.ACCEPTED,
                    "+14155550100",
                    null,
                    "Hi!",
                    "SM" + id,
                    1,
                    null,
                    null,
                    null,
                    Crm.NOW,
                    Crm.NOW,
                    Crm.NOW,
                    null))
            .toList();

    @Override
    public List<Message> list(Query query) {
        return all.stream()
                .filter(each -> each.id().value() > query.after())
                .filter(each -> query.state() == null || each.state() == query.state())
                .limit(query.limit())
                .toList();
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
