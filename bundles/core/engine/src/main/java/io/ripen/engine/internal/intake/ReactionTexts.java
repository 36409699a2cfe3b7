package io.ripen.engine.internal.intake;

import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.text.PhoneReaction;
import java.util.List;
import java.util.Set;

/** Tells a thumb that a phone sends as a text from what a lead wrote: it comes in as {@code message.reacted}. */
final class ReactionTexts {
    private static final Set<String> TEXTS = Set.of(EventTypes.SMS_RECEIVED, EventTypes.REPLY);

    private ReactionTexts() {}

    /** @param areReplies the setting {@code reactions.are.replies}: a thumb counts as a reply like any text */
    static List<Event> heard(List<Event> told, boolean areReplies) {
        return areReplies ? told : apart(told);
    }

    /** The same events in the same order, reactions under their own type. */
    static List<Event> apart(List<Event> events) {
        return events.stream().map(ReactionTexts::apart).toList();
    }

    private static Event apart(Event event) {
        boolean reaction = TEXTS.contains(event.type())
                && event.data().get("text") instanceof String text
                && PhoneReaction.is(text);
        return reaction
                ? new Event(
                        event.id(),
                        EventTypes.MESSAGE_REACTED,
                        event.team(),
                        event.contact(),
                        event.address(),
                        event.at(),
                        event.source(),
                        event.data())
                : event;
    }
}
