package io.ripen.engine.internal.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.TellsOutcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.delivery.MessageId;
import io.ripen.engine.internal.compile.Kinds;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plumbing file whose route begins at {@code channel:} is a channel for as long as the file is there. */
class PlumbingChannelTest {
    private final DefaultCamelContext camel = new DefaultCamelContext(false);
    private final Provider provider = new Provider();
    private final Map<String, Channel> offered = new TreeMap<>();
    private PlumbingRoutes plumbing;
    private PlumbingChannels channels;

    @BeforeEach
    void open() {
        camel.addComponent("ripen-twilio", provider);
        plumbing = new PlumbingRoutes(camel, PlumbingAllowList.with(Set.of(), Set.of()));
        channels = new PlumbingChannels(plumbing, (type, channel) -> {
            offered.put(type, channel);
            return () -> offered.remove(type, channel);
        });
    }

    @AfterEach
    void close() {
        channels.close();
        plumbing.close();
    }

    private void load(String from, String steps) {
        assertThat(plumbing.load(
                        "plumbing/channel-chat.xml",
                        "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"chat\"><from uri=\"" + from
                                + "\"/>" + steps + "</route></routes>"))
                .isEmpty();
    }

    private Outcome send() {
        return offered.get("chat").send(message());
    }

    @Test
    void theChannelComesAndGoesWithItsFile() {
        assertThat(offered).isEmpty();

        load("channel:chat?address=phone&amp;format=mail&amp;concurrency=2", "<to uri=\"ripen-twilio:out\"/>");
        assertThat(offered.get("chat").addressKind()).isEqualTo(AddressKind.PHONE);
        assertThat(offered.get("chat").templateFormat()).isEqualTo(TemplateFormat.MAIL);
        assertThat(offered.get("chat").concurrency()).isEqualTo(2);

        Channel before = offered.get("chat");
        load("channel:chat?address=phone&amp;format=mail&amp;concurrency=2", "<to uri=\"ripen-twilio:other\"/>");
        assertThat(offered.get("chat")).isSameAs(before);
        load("channel:chat", "<to uri=\"ripen-twilio:out\"/>");
        assertThat(offered.get("chat").addressKind()).isEqualTo(AddressKind.NONE);

        plumbing.unload("plumbing/channel-chat.xml");
        assertThat(offered).isEmpty();
        assertThat(before.send(message())).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void aComponentThatLeavesTakesTheChannelWithIt() {
        load("channel:chat", "<to uri=\"ripen-twilio:out\"/>");
        plumbing.componentGone("ripen-twilio");
        assertThat(offered).isEmpty();
    }

    @Test
    void theMessageIsOnTheExchange() {
        load("channel:chat?address=phone", "<to uri=\"ripen-twilio:out\"/>");
        assertThat(send()).isEqualTo(new Outcome.Accepted("chat-7-1"));
        assertThat(provider.seen)
                .singleElement()
                .satisfies(headers -> assertThat(headers)
                        .containsEntry("body", "Hello Ann")
                        .containsEntry("RipenTo", "+14155550101")
                        .containsEntry("RipenMessageId", 7L)
                        .containsEntry("X-Campaign", "spring")
                        .doesNotContainKeys("CamelHttpUri", "mail.smtp.host"));
    }

    @Test
    void theIdOfTheProviderIsTakenFromAHeaderOrAVariable() {
        load(
                "channel:chat",
                "<to uri=\"ripen-twilio:out\"/><setVariable name=\"RipenProviderId\"><constant>P1</constant></setVariable>");
        assertThat(send()).isEqualTo(new Outcome.Accepted("P1"));
        load(
                "channel:chat",
                "<to uri=\"ripen-twilio:out\"/><setHeader name=\"RipenProviderId\"><constant>P2</constant></setHeader>");
        assertThat(send()).isEqualTo(new Outcome.Accepted("P2"));
    }

    @ParameterizedTest
    @CsvSource({
        "refused, Refused",
        "unavailable, Unavailable",
        "unknown, Unknown",
        "accepted, Accepted",
        "perhaps, Unknown",
    })
    void theRouteSaysWhatCameOfIt(String said, String outcome) {
        load(
                "channel:chat",
                "<to uri=\"ripen-twilio:out\"/><setHeader name=\"RipenOutcome\"><constant>" + said
                        + "</constant></setHeader><setHeader name=\"RipenReason\"><constant>Why.</constant></setHeader>");
        assertThat(send().getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void whatFailedBeforeItLeftIsTriedAgain() {
        load(
                "channel:chat",
                "<log message=\"x\"/><throwException exceptionType=\"java.lang.IllegalStateException\" message=\"Early\"/><to uri=\"ripen-twilio:out\"/>");
        assertThat(send())
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason())
                                .contains("Early")
                                .contains("Nothing had left yet."));
        assertThat(provider.seen).isEmpty();
    }

    @Test
    void whatFailedAfterItLeftIsNeverSentAgainBlindly() {
        load(
                "channel:chat",
                "<to uri=\"ripen-twilio:out\"/><throwException exceptionType=\"java.lang.IllegalStateException\" message=\"Late\"/>");
        assertThat(send()).isInstanceOf(Outcome.Unknown.class);
        provider.failure = new IllegalStateException("read timed out");
        load("channel:chat", "<to uri=\"ripen-twilio:out\"/>");
        assertThat(send()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void withoutAConnectionNothingLeft() {
        provider.failure = new RuntimeException(new ConnectException("Connection refused"));
        load("channel:chat", "<to uri=\"ripen-twilio:out\"/>");
        assertThat(send()).isInstanceOf(Outcome.Unavailable.class);

        // One that leaves twice may have left the first time.
        load(
                "channel:chat",
                "<doTry><to uri=\"ripen-twilio:one\"/><doCatch><exception>java.lang.RuntimeException</exception>"
                        + "<to uri=\"ripen-twilio:two\"/></doCatch></doTry>");
        assertThat(send()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aFailureMaySayItselfWhatCameOfTheMessage() {
        provider.failure = new RuntimeException(new Telling());
        load("channel:chat", "<to uri=\"ripen-twilio:out\"/>");
        assertThat(send()).isEqualTo(new Outcome.Refused("21211", "Not a number."));

        provider.failure = new RuntimeException(
                new java.lang.reflect.InvocationTargetException(new IllegalStateException("The socket is closed")));
        assertThat(send())
                .isEqualTo(new Outcome.Unknown("The plumbing route channel:chat failed: The socket is closed."));
    }

    private static final class Telling extends RuntimeException implements TellsOutcome {
        private static final long serialVersionUID = 1;

        @Override
        public Outcome outcome() {
            return new Outcome.Refused("21211", "Not a number.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "channel:wait, cannot be the name of a channel",
        "channel:Chat, cannot be the name of a channel",
        "channel:chat?address=fax, address=fax",
        "channel:chat?concurrency=0, from 1 to 64",
        "channel:chat?colour=red, colour",
    })
    void aDoorThatIsWrittenWronglyIsRefused(String from, String why) {
        assertThat(plumbing.load(
                        "plumbing/channel-chat.xml",
                        "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"chat\"><from uri=\"" + from
                                + "\"/><log message=\"x\"/></route></routes>"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(why));
        assertThat(offered).isEmpty();
    }

    @Test
    void twoRoutesCannotBeOneChannel() {
        load("channel:chat", "<to uri=\"ripen-twilio:out\"/>");
        assertThat(plumbing.load(
                        "plumbing/other.xml",
                        "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"other\"><from"
                                + " uri=\"channel:chat?address=phone\"/><log message=\"x\"/></route></routes>"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("channel:chat"));
        assertThat(send()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void theExampleOfTheDocsIsOne() throws Exception {
        String xml = Files.readString(Path.of("../../../examples/camel-channel/plumbing/channel-whatsapp.xml"));
        assertThat(plumbing.load("plumbing/channel-whatsapp.xml", xml)).isEmpty();
        assertThat(offered.get("whatsapp").send(message())).isEqualTo(new Outcome.Accepted("SM1"));
        assertThat(provider.seen)
                .singleElement()
                .satisfies(headers -> assertThat(headers).containsEntry("CamelTwilioTo", "whatsapp:+14155550101"));
    }

    /** An answer of Twilio's. No record: beside {@code getSid()} its {@code sid()} would leave Camel with two methods to choose from. */
    public static final class Answer {
        private final String sid;

        Answer(String sid) {
            this.sid = sid;
        }

        public String getSid() {
            return sid;
        }
    }

    /** Stands for any component that reaches a provider. */
    private static final class Provider extends DefaultComponent {
        private final List<Map<String, Object>> seen = new ArrayList<>();
        private RuntimeException failure;

        @Override
        protected DefaultEndpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            Map<String, Object> headers =
                                    new LinkedHashMap<>(exchange.getMessage().getHeaders());
                            headers.put("body", exchange.getMessage().getBody());
                            seen.add(headers);
                            if (failure != null) {
                                throw failure;
                            }
                            exchange.getMessage().setBody(new Answer("SM1"));
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }

    private static OutboundMessage message() {
        return new OutboundMessage(
                new MessageId(7),
                1,
                "token",
                new Team(TeamId.DEFAULT, "Harbor Homes", ZoneId.of("America/New_York"), "US", Map.of()),
                Kinds.lead(Map.of()).getContact(),
                "+14155550101",
                null,
                "Hello Ann",
                null,
                Map.of("X-Campaign", "spring", "CamelHttpUri", "http://evil.example", "mail.smtp.host", "evil.example"),
                null,
                () -> true);
    }
}
