package io.ripen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.crm.Contact;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Channel} must hold. Inherit it, and give it a channel whose provider (a stand-in) takes everything:
 *
 * <pre>{@code
 * class PigeonChannelTest extends ChannelContract {
 *     protected Channel channel() { return new PigeonChannel(new TamePigeons()); }
 * }
 * }</pre>
 */
public abstract class ChannelContract {
    private static final Set<String> TAKEN = Set.of("onFail", "onUnknown");

    /** The channel, with a provider that takes everything. */
    protected abstract Channel channel();

    @Test
    void says_by_what_id_the_provider_knows_an_accepted_message() {
        assertThat(channel().send(Examples.message(1, channel(), ann(), "Hello")))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.providerId()).isNotBlank());
    }

    @Test
    void gives_each_message_an_id_of_its_own() {
        Channel channel = channel();
        assertThat(providerId(channel, 1)).isNotEqualTo(providerId(channel, 2));
    }

    @Test
    void takes_any_text_that_a_person_may_write() {
        Channel channel = channel();
        List<String> texts = List.of(
                "Grüße aus Köln, 10 % für dich",
                "你好 👋🏽 שלום",
                "Two\nlines and a \"quote\" and <b>no</b> markup & such",
                "…".repeat(1_000),
                ".\r\n.\r\n");
        for (int i = 0; i < texts.size(); i++) {
            OutboundMessage message = Examples.message(i + 1, channel, ann(), texts.get(i));
            assertThat(channel.send(message))
                    .as(
                            "A provider may refuse a text for good, but an accident is neither 'try again' nor 'unknown': %s",
                            texts.get(i))
                    .isInstanceOfAny(Outcome.Accepted.class, Outcome.Refused.class);
        }
    }

    @Test
    void sends_from_as_many_threads_as_it_says() throws Exception {
        Channel channel = channel();
        int threads = Math.min(channel.concurrency(), 16);
        Set<String> ids = ConcurrentHashMap.newKeySet();
        Together.run(threads, number -> ids.add(providerId(channel, number)));
        assertThat(ids).hasSize(threads);
    }

    @Test
    void never_says_that_an_accepted_message_is_not_there() {
        Channel channel = channel();
        OutboundMessage message = Examples.message(1, channel, ann(), "Hello");
        channel.send(message);
        assertThat(channel.reconcile(message, SettableClock.START, List.of()))
                .as("'Not found' means: send it again. The lead would get it twice.")
                .isNotInstanceOf(Reconciliation.NotFound.class);
    }

    @Test
    void never_finds_what_was_not_sent() {
        Channel channel = channel();
        OutboundMessage other = Examples.message(1, channel, ann(), "Something else");
        channel.send(other);
        assertThat(channel.reconcile(
                        Examples.message(2, channel, ann(), "Hello"),
                        SettableClock.START,
                        List.of(providerId(channel, 1))))
                .as("'Found' means: the lead has it. The lead would never get it.")
                .isNotInstanceOf(Reconciliation.Found.class);
    }

    @Test
    void describes_itself_within_bounds() {
        assertThat(channel().concurrency()).isBetween(1, 1_000);
        assertThat(channel().options())
                .as("Options of its step, besides the engine's own")
                .doesNotContainAnyElementsOf(TAKEN)
                .allMatch(name -> name.matches("[A-Za-z][A-Za-z0-9-]*"));
    }

    private static Contact ann() {
        return Examples.contact(1, "Ann");
    }

    private static String providerId(Channel channel, long id) {
        Outcome outcome = channel.send(Examples.message(id, channel, ann(), "Hello " + id));
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).providerId();
    }
}
