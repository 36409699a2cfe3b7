package io.ripen.engine.internal.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.ripen.sequence.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider that does not answer holds up its own requests and nothing else, whatever file is edited meanwhile. */
@Timeout(60)
class HangingProviderTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final DefaultCamelContext camel = new DefaultCamelContext(false);
    private final PlumbingRoutes plumbing = new PlumbingRoutes(camel, PlumbingAllowList.with(Set.of(), Set.of()));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private Future<Object> hanging;

    @BeforeEach
    void aRequestHangs() throws InterruptedException {
        camel.addComponent("ripen-slow", new Slow());
        plumbing.load("plumbing/sms.xml", slow("one"));
        plumbing.load("plumbing/mail.xml", route("mail", "direct:email-out", provider("first")));
        hanging = threads.submit(() -> sent("sms-out"));
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
        answers.countDown();
        threads.shutdownNow();
        plumbing.close();
    }

    private static String slow(String id) {
        return route("sms", "direct:sms-out", "<to id=\"call\" uri=\"ripen-slow:twilio\"/>" + provider(id));
    }

    private static String provider(String id) {
        return "<setHeader name=\"RipenProviderId\"><constant>" + id + "</constant></setHeader>";
    }

    private static String route(String id, String from, String steps) {
        return "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"" + id + "\"><from uri=\"" + from
                + "\"/>" + steps + "</route></routes>";
    }

    private Object sent(String name) {
        return plumbing.request(name, "hello", Map.of()).headers().get("RipenProviderId");
    }

    private List<String> routes() {
        List<String> ids = new ArrayList<>();
        camel.getRoutes().stream().map(Route::getRouteId).sorted().forEach(ids::add);
        return ids;
    }

    @Test
    void anotherFileIsEditedAtOnce() {
        assertThat(threads.submit(() ->
                        plumbing.load("plumbing/mail.xml", route("mail", "direct:email-out", provider("second")))))
                .succeedsWithin(AT_ONCE)
                .isEqualTo(List.of());
        assertThat(threads.submit(() -> sent("email-out")))
                .succeedsWithin(AT_ONCE)
                .isEqualTo("second");
        assertThat(hanging).isNotDone();
    }

    @Test
    void itsOwnFileIsMendedAtOnceAndWhatHangsEndsInTheVersionItBeganIn() throws Exception {
        String mended = route("sms", "direct:sms-out", provider("mended"));
        assertThat(threads.submit(() -> plumbing.load("plumbing/sms.xml", mended)))
                .succeedsWithin(AT_ONCE)
                .isEqualTo(List.of());
        assertThat(threads.submit(() -> sent("sms-out")))
                .succeedsWithin(AT_ONCE)
                .isEqualTo("mended");

        tidy();
        assertThat(hanging).isNotDone();
        answers.countDown();
        assertThat(hanging.get(10, TimeUnit.SECONDS)).isEqualTo("one");

        tidy();
        assertThat(routes()).as("nothing of the old version stays behind").hasSize(2);
        assertThat(sent("sms-out")).isEqualTo("mended");
    }

    @Test
    void itsFileMayBeTakenAwayAndPutBackWhileItHangs() throws Exception {
        assertThat(threads.submit(() -> plumbing.unload("plumbing/sms.xml"))).succeedsWithin(AT_ONCE);
        assertThat(plumbing.has("sms-out")).isFalse();
        assertThatThrownBy(() -> sent("sms-out")).hasMessageContaining("direct:sms-out");

        assertThat(threads.submit(
                        () -> plumbing.load("plumbing/sms.xml", route("sms", "direct:sms-out", provider("two")))))
                .succeedsWithin(AT_ONCE)
                .isEqualTo(List.of());
        assertThat(sent("sms-out")).isEqualTo("two");
        answers.countDown();
        assertThat(hanging.get(10, TimeUnit.SECONDS)).isEqualTo("one");
    }

    @Test
    void aBrokenVersionThatDoesNotStartLeavesTheHangingOneInService() {
        camel.addComponent("ripen-fails", new Slow());
        Future<List<Problem>> problems = threads.submit(
                () -> plumbing.load("plumbing/sms.xml", route("sms", "ripen-fails:x", "<log message=\"x\"/>")));
        assertThat(problems).succeedsWithin(AT_ONCE).asInstanceOf(LIST).isNotEmpty();
        answers.countDown();
        assertThat(hanging).succeedsWithin(AT_ONCE).isEqualTo("one");
        assertThat(sent("sms-out")).isEqualTo("one");
    }

    @Test
    void aMessageThatWentFromOneFileToAnotherEndsInBoth() throws Exception {
        answers.countDown();
        hanging.get(10, TimeUnit.SECONDS);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        camel.addComponent("ripen-gate", new Slow(inside, second));
        plumbing.load("plumbing/a.xml", route("a", "direct:a", "<to uri=\"direct:b\"/>"));
        plumbing.load("plumbing/b.xml", route("b", "direct:b", "<to uri=\"ripen-gate:x\"/>" + provider("old b")));
        Future<Object> through = threads.submit(() -> sent("a"));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(threads.submit(() -> plumbing.load("plumbing/b.xml", route("b", "direct:b", provider("new b")))))
                .succeedsWithin(AT_ONCE);
        tidy();
        assertThat(sent("a")).isEqualTo("new b");
        second.countDown();
        assertThat(through.get(10, TimeUnit.SECONDS)).isEqualTo("old b");
    }

    private void tidy() {
        plumbing.tidy();
        plumbing.tidy();
        plumbing.tidy();
    }

    /** A provider that answers when the test lets it; nothing can come in from there. */
    private final class Slow extends DefaultComponent {
        private final CountDownLatch inside;
        private final CountDownLatch goesOn;

        Slow() {
            this(reached, answers);
        }

        Slow(CountDownLatch inside, CountDownLatch goesOn) {
            this.inside = inside;
            this.goesOn = goesOn;
        }

        @Override
        protected DefaultEndpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) throws InterruptedException {
                            inside.countDown();
                            goesOn.await();
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new IllegalStateException("nothing comes in from here");
                }
            };
        }
    }
}
