package io.ripen.engine.internal.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.health.HealthCheck;
import io.ripen.sequence.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the plumbing are taken whole or not at all, and nothing from outside steers Camel. */
class PlumbingRoutesTest {
    private final DefaultCamelContext camel = new DefaultCamelContext(false);
    private final PlumbingRoutes plumbing = new PlumbingRoutes(camel, PlumbingAllowList.with(Set.of(), Set.of()));

    @AfterEach
    void close() {
        plumbing.close();
    }

    private static String route(String id, String from, String steps) {
        return "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"" + id + "\"><from uri=\"" + from
                + "\"/>" + steps + "</route></routes>";
    }

    private static String answering(String text) {
        return route(
                "out",
                "direct:sms-out",
                "<setHeader id=\"h\" name=\"RipenProviderId\"><constant>" + text + "</constant></setHeader>");
    }

    private Object answer() {
        return plumbing.request("sms-out", "hello", Map.of("RipenTo", "+1"))
                .headers()
                .get("RipenProviderId");
    }

    @Test
    void aFileIsLoadedChangedAndTakenAway() {
        assertThat(plumbing.load("plumbing/out.xml", answering("one"))).isEmpty();
        assertThat(plumbing.has("sms-out")).isTrue();
        assertThat(answer()).isEqualTo("one");

        assertThat(plumbing.load("plumbing/out.xml", answering("two"))).isEmpty();
        assertThat(answer()).isEqualTo("two");

        plumbing.unload("plumbing/out.xml");
        assertThat(plumbing.has("sms-out")).isFalse();
        assertThatThrownBy(this::answer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("direct:sms-out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<routes",
                "<routes/>",
                "<!DOCTYPE x><routes/>",
                "<beans/>",
                "<routes><route><from uri=\"direct:sms-out\"/><log message=\"x\"/></route></routes>",
                "<routes><route id=\"out\"><from uri=\"direct:sms-out\"/><to uri=\"exec:ls\"/></route></routes>",
                "<routes><route id=\"out\"><from uri=\"direct:sms-out\"/><toD uri=\"file:/tmp\"/></route></routes>",
                "<routes><route id=\"out\"><from uri=\"direct:sms-out\"/><bean beanType=\"x\"/></route></routes>",
                "<routes><route id=\"out\"><from uri=\"direct:sms-out\"/><setBody><groovy>1</groovy></setBody></route></routes>",
                "<routes><route id=\"out\"><from uri=\"direct:sms-out\"/><nonsense/></route></routes>",
                "<routes><route id=\"out\"><from uri=\"direct:sms-out?nonsense=1\"/><log message=\"x\"/></route></routes>",
                "<routes><route id=\"out\"><from uri=\"direct:sms-out\"/><to uri=\"slack:x\"/></route></routes>",
                "<routes><route id=\"out\"><from uri=\"fails:x\"/><log message=\"x\"/></route></routes>"
            })
    void aBrokenFileLeavesTheOldOneRunning(String broken) {
        plumbing.load("plumbing/out.xml", answering("one"));
        List<Problem> problems = plumbing.load("plumbing/out.xml", broken);

        assertThat(problems).isNotEmpty();
        assertThat(answer()).isEqualTo("one");
        assertThat(camel.getRoutes()).hasSize(1);
        assertThat(new PlumbingHealth(plumbing, List::of).check().status()).isEqualTo(HealthCheck.Status.WARN);

        assertThat(plumbing.load("plumbing/out.xml", answering("mended"))).isEmpty();
        assertThat(answer()).isEqualTo("mended");
        assertThat(new PlumbingHealth(plumbing, List::of).check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void aRouteThatDoesNotStartIsReplacedByTheOldOne() {
        camel.addComponent("ripen-fails", new Outside(true));
        plumbing.load("plumbing/out.xml", answering("one"));

        assertThat(plumbing.load("plumbing/out.xml", route("out", "ripen-fails:x", "<log message=\"x\"/>")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("the port is taken"));
        assertThat(answer()).isEqualTo("one");
    }

    @Test
    void aComponentThatComesLaterLetsAWaitingFileIn() {
        assertThat(plumbing.load("plumbing/in.xml", route("in", "direct:x", "<to uri=\"ripen-event:a\"/>")))
                .isNotEmpty();
        camel.addComponent("ripen-event", new Outside(false));
        plumbing.retry();

        assertThat(plumbing.has("x")).isTrue();
        assertThat(plumbing.problems()).isEmpty();
    }

    @Test
    void aComponentThatLeavesTakesItsFilesWithItUntilItIsBack() {
        camel.addComponent("ripen-event", new Outside(false));
        plumbing.load("plumbing/in.xml", route("in", "direct:x", "<to uri=\"ripen-event:a\"/>"));
        plumbing.load("plumbing/out.xml", answering("one"));
        plumbing.componentGone("ripen-event");

        assertThat(plumbing.has("x")).isFalse();
        assertThat(answer()).isEqualTo("one");
        assertThat(plumbing.problems()).containsOnlyKeys("plumbing/in.xml");
        assertThat(camel.hasComponent("ripen-event")).isNull();

        camel.addComponent("ripen-event", new Outside(false));
        plumbing.retry();
        assertThat(plumbing.has("x")).isTrue();
        assertThat(plumbing.problems()).isEmpty();
    }

    @Test
    void anotherComponentOfTheSameNameTakesOver() {
        Outside first = new Outside(false);
        Outside second = new Outside(false);
        camel.addComponent("ripen-event", first);
        plumbing.load("plumbing/in.xml", route("in", "direct:x", "<to uri=\"ripen-event:a\"/>"));

        plumbing.componentCame("ripen-event", first);
        assertThat(plumbing.has("x")).isTrue();

        plumbing.componentCame("ripen-event", second);
        assertThat(plumbing.has("x")).isFalse();
        camel.addComponent("ripen-event", second);
        plumbing.retry();
        assertThat(plumbing.has("x")).isTrue();
    }

    @Test
    void simpleMayAskTheMethodsOfABody() {
        assertThat(plumbing.load(
                        "plumbing/out.xml",
                        route("out", "direct:out", "<setBody><simple>${body.length}</simple></setBody>")))
                .isEmpty();
        assertThat(plumbing.request("out", "four", Map.of()).body()).isEqualTo(4);
    }

    @Test
    void twoFilesCannotHaveOneRoute() {
        plumbing.load("plumbing/out.xml", answering("one"));

        assertThat(plumbing.load("plumbing/zwei.xml", answering("two")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("plumbing/out.xml"));
        assertThat(answer()).isEqualTo("one");
    }

    @Test
    void aFailureComesBackToTheCaller() {
        camel.addComponent("ripen-boom", new Outside(false));
        plumbing.load("plumbing/out.xml", route("out", "direct:sms-out", "<to uri=\"ripen-boom:x\"/>"));

        assertThat(plumbing.request("sms-out", "hello", Map.of()).failure()).hasMessageContaining("boom");
    }

    @Test
    void whatSteersCamelDoesNotComeIn() throws Exception {
        Outside outside = new Outside(false);
        camel.addComponent("ripen-outside", outside);
        plumbing.load(
                "plumbing/in.xml", route("in", "ripen-outside:x", "<setBody><simple>${headers}</simple></setBody>"));

        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader("Subject", "Re: hello");
        for (String header : List.of("cAMELFileName", "camelhttpuri", "mail.smtp.host", "MAIL.SMTPS.host")) {
            exchange.getMessage().setHeader(header, "evil");
        }
        outside.consumer.process(exchange);

        assertThat(exchange.getMessage().getBody(String.class))
                .contains("Re: hello")
                .doesNotContain("evil");
    }

    @Test
    void inMailNotEvenCamelsOwnSpellingComesIn() {
        assertThat(HeaderGuard.mustGo("CamelFileName", true)).isTrue();
        assertThat(HeaderGuard.mustGo("CamelHttpPath", false)).isFalse();
        assertThat(HeaderGuard.mustGo("camelHttpPath", false)).isTrue();
        assertThat(HeaderGuard.mustGo("Subject", true)).isFalse();
        assertThat(HeaderGuard.isNeeded("direct")).isFalse();
        assertThat(HeaderGuard.isNeeded("imap")).isTrue();
    }

    /** Stands for something outside; its producer fails. */
    private static final class Outside extends DefaultComponent {
        private final boolean refusesToStart;
        Processor consumer;

        Outside(boolean refusesToStart) {
            this.refusesToStart = refusesToStart;
        }

        @Override
        protected DefaultEndpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            throw new IllegalStateException("boom");
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    consumer = processor;
                    return new DefaultConsumer(this, processor) {
                        @Override
                        protected void doStart() {
                            if (refusesToStart) {
                                throw new IllegalStateException("the port is taken");
                            }
                        }
                    };
                }
            };
        }
    }
}
