package io.ripen.channel.sms.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Outcome;
import io.ripen.channel.TellsOutcome;
import io.ripen.route.Plumbing;
import io.ripen.testkit.FilePlumbing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that lost its lease sends nothing, whatever else is under way and whatever the route does. */
class SendPermitTest {
    @TempDir
    Path folder;

    private TwilioWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new TwilioWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void of_two_equal_texts_to_one_number_each_asks_for_its_own_right() {
        AtomicBoolean nested = new AtomicBoolean();
        TwilioSmsChannel[] channel = new TwilioSmsChannel[1];
        Plumbing meanwhile = new Plumbing() {
            @Override
            public Reply request(String route, Object body, Map<String, Object> headers) {
                if (nested.compareAndSet(false, true)) {
                    assertThat(channel[0].send(Texts.toAnn(2, "Hi Ann."))).isInstanceOf(Outcome.Accepted.class);
                }
                return world.plumbing.request(route, body, headers);
            }

            @Override
            public boolean has(String route) {
                return world.plumbing.has(route);
            }
        };
        channel[0] = new TwilioSmsChannel(meanwhile, world.connection, SenderPauses.on(world.clock));

        Outcome first = channel[0].send(Texts.toAnn(1, "Hi Ann.", () -> false));

        assertThat(first).isInstanceOf(Outcome.Unavailable.class);
        assertThat(world.sandbox.count()).isEqualTo(1);
    }

    @Test
    void a_route_that_changes_the_text_is_guarded_too() throws Exception {
        try (FilePlumbing changed = route(
                "<to uri=\"ripen-twilio:message/creator\"/>",
                "<setHeader name=\"CamelTwilioBody\"><constant>Other words</constant></setHeader><to uri=\"ripen-twilio:message/creator\"/>")) {
            TwilioSmsChannel channel = new TwilioSmsChannel(changed, world.connection, SenderPauses.on(world.clock));
            assertThat(channel.send(Texts.toAnn(1, "Hi Ann.", () -> false))).isInstanceOf(Outcome.Unavailable.class);
            assertThat(world.sandbox.count()).isZero();
            assertThat(channel.send(Texts.toAnn(2, "Hi Ann."))).isInstanceOf(Outcome.Accepted.class);
            assertThat(world.sandbox.count()).isEqualTo(1);
        }
    }

    @Test
    void a_text_without_a_right_is_not_sent_and_the_reason_names_the_cure() throws Exception {
        for (String way : new String[] {
            "<removeHeader name=\"RipenPermit\"/>",
            "<setHeader name=\"RipenPermit\"><constant>1/1/1</constant></setHeader>"
        }) {
            try (FilePlumbing changed = route(
                    "<to uri=\"ripen-twilio:message/creator\"/>", way + "<to uri=\"ripen-twilio:message/creator\"/>")) {
                TwilioSmsChannel channel =
                        new TwilioSmsChannel(changed, world.connection, SenderPauses.on(world.clock));
                assertThat(channel.send(Texts.toAnn(1, "Hi Ann.")))
                        .isInstanceOfSatisfying(
                                Outcome.Unavailable.class,
                                outcome -> assertThat(outcome.reason())
                                        .contains("it was not sent", "RipenPermit", "direct:sms-out"));
                assertThat(world.sandbox.count()).isZero();
            }
        }
    }

    @Test
    void a_channel_of_the_plumbing_sends_by_the_right_that_the_engine_hands_in() throws Exception {
        assertThat(byChannel("whatsapp:+447911123456", "whatsapp:+14155238886", () -> false)
                        .getException())
                .hasRootCauseMessage(
                        "Ripen was interrupted (the node lost its lease) before the text was sent. It goes out later.");
        assertThat(world.sandbox.count()).isZero();

        assertThat(byChannel("whatsapp:+447911123456", "whatsapp:+14155238886", () -> true)
                        .getException())
                .isNull();
        assertThat(world.sandbox.messages(0, 10))
                .singleElement()
                .satisfies(sent -> assertThat(sent.to()).isEqualTo("whatsapp:+447911123456"));
    }

    @ParameterizedTest
    @CsvSource({
        "whatsapp:12, whatsapp:+14155238886, 21211",
        "whatsapp:, whatsapp:+14155238886, 21211",
        "telegram:+447911123456, whatsapp:+14155238886, 21211",
        "whatsapp:+15005550004, whatsapp:+14155238886, 21610",
    })
    void a_refusal_says_so_in_its_failure(String to, String from, String code) throws Exception {
        Throwable failure = byChannel(to, from, () -> true).getException();
        assertThat(Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .filter(TellsOutcome.class::isInstance)
                        .map(each -> ((TellsOutcome) each).outcome()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void sender_and_number_of_different_channels_are_our_own_mistake() throws Exception {
        assertThat(byChannel("whatsapp:+447911123456", "+15005550006", () -> true)
                        .getException())
                .hasStackTraceContaining("same channel");
        assertThat(Outcomes.of(new Plumbing.Reply(
                                null,
                                Map.of(),
                                byChannel("+447911123456", "whatsapp:+14155238886", () -> true)
                                        .getException()))
                        .outcome())
                .isInstanceOf(Outcome.Unavailable.class);
        assertThat(world.sandbox.count()).isZero();
    }

    /** As the route of the example sends, on an exchange as the engine makes it. */
    private Exchange byChannel(String to, String from, BooleanSupplier mayBegin) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.disableJMX();
            camel.addComponent("ripen-twilio", new TwilioCamelComponent(world.connection));
            camel.start();
            try (ProducerTemplate template = camel.createProducerTemplate()) {
                return template.request("ripen-twilio:message/creator", exchange -> {
                    exchange.setProperty(Plumbing.MAY_BEGIN, mayBegin);
                    exchange.getMessage().setHeader("CamelTwilioTo", to);
                    exchange.getMessage().setHeader("CamelTwilioFrom", from);
                    exchange.getMessage().setHeader("CamelTwilioBody", "Hi Ann");
                });
            }
        }
    }

    private FilePlumbing route(String from, String to) throws Exception {
        String shipped = Files.readString(TwilioWorld.PLUMBING.resolve("twilio-out.xml"));
        assertThat(shipped).contains(from);
        Files.writeString(folder.resolve("twilio-out.xml"), shipped.replace(from, to));
        return new FilePlumbing(
                folder, Map.of("ripen-twilio", new TwilioCamelComponent(world.connection)), "twilio-out.xml");
    }
}
