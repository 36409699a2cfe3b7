package io.ripen.channel.sms.twilio.internal;

import com.twilio.base.Page;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks an attempt up in Twilio's list of messages to this number. Never by date of sending: a message that is still
 * queued has none.
 */
final class Reconciler {
    /** Twilio's clock and ours may differ, and its times are whole seconds. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    /** What Twilio puts before the text of a trial account. */
    private static final String TRIAL = "Sent from your Twilio trial account - ";

    private final TwilioRestClient client;

    Reconciler(TwilioRestClient client) {
        this.client = client;
    }

    Reconciliation look(OutboundMessage message, Instant sentAt, Collection<String> knownProviderIds) {
        Instant notBefore = sentAt.minus(CLOCKS_DIFFER);
        Set<String> known = new HashSet<>(knownProviderIds);
        int seen = 0;
        try {
            MessageReader reader = Message.reader().setTo(message.address());
            reader.pageSize(PAGE);
            // Not by sender: the attempt may have been made under another configuration, by another node, or by a
            // messaging service that chose the number. To look too narrowly would be to send twice.
            Page<Message> page = reader.firstPage(client);
            for (int number = 1; page != null; number++) {
                for (Message each : page.getRecords()) {
                    seen++;
                    if (isSame(each, message, notBefore) && !known.contains(each.getSid())) {
                        return new Reconciliation.Found(each.getSid());
                    }
                }
                if (number == MOST_PAGES) {
                    return new Reconciliation.Undecided(
                            "More than " + seen + " messages went to this number; they were not all looked through.");
                }
                // Newest first: what follows is older than the attempt.
                page = page.hasNextPage() && !isOlder(page, notBefore) ? reader.nextPage(page, client) : null;
            }
        } catch (TwilioException | IllegalStateException e) {
            return new Reconciliation.Undecided("Twilio's list of messages could not be read: " + e.getMessage());
        }
        return new Reconciliation.NotFound("None of the " + seen
                + " messages that Twilio lists for this number is this one (created after " + notBefore
                + ").");
    }

    private static boolean isSame(Message candidate, OutboundMessage message, Instant notBefore) {
        return isOutbound(candidate)
                && !createdBefore(candidate.getDateCreated(), notBefore)
                && isSameText(candidate.getBody(), message.text());
    }

    private static boolean isOutbound(Message candidate) {
        return candidate.getDirection() == null
                || !candidate.getDirection().toString().equals("inbound");
    }

    private static boolean isOlder(Page<Message> page, Instant notBefore) {
        int last = page.getRecords().size() - 1;
        return last >= 0 && createdBefore(page.getRecords().get(last).getDateCreated(), notBefore);
    }

    private static boolean createdBefore(@Nullable ZonedDateTime created, Instant limit) {
        return created != null && created.toInstant().isBefore(limit);
    }

    private static boolean isSameText(@Nullable String listed, String sent) {
        String text = normal(sent);
        String theirs = listed == null ? "" : normal(listed);
        return theirs.equals(text) || theirs.equals(TRIAL + text);
    }

    private static String normal(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
