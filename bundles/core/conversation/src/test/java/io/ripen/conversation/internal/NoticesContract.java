package io.ripen.conversation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.ripen.channel.AddressKind;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.NotificationRow;
import io.ripen.crm.Contact;
import io.ripen.net.OutboundTargets;
import io.ripen.policy.Blocks;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** People are told once each, soon, and by nobody who may not. */
abstract class NoticesContract extends TalkScenario {
    private static final OutboundTargets LISTED = OutboundTargets.allowing(List.of("127.0.0.1"));

    private final List<String> called = Collections.synchronizedList(new ArrayList<>());

    NoticesContract(TestDatabase database) {
        super(database);
    }

    @Test
    void one_slow_webhook_delays_nobody_and_two_nodes_tell_each_once() throws IOException {
        CountDownLatch released = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService serving = Executors.newCachedThreadPool();
        server.setExecutor(serving);
        server.createContext("/", exchange -> {
            called.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("X-Ripen-Notification"));
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                try {
                    released.await(9, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        Contact ann = lead("Ann", "+12125550101");
        List<Notices> nodes = List.of(node(), node());
        List<Long> rows = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                rows.add(add(ann, "webhook", base + "/slow"));
            }
            for (int i = 0; i < 8; i++) {
                rows.add(add(ann, "webhook", base + "/quick"));
                rows.add(add(ann, "email", "kim@example.com"));
            }
            nodes.forEach(Notices::tell);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                nodes.forEach(Notices::tell);
                assertThat(calls("/quick")).hasSize(8);
                assertThat(email.sent).hasSize(8);
            });
            assertThat(calls("/slow")).hasSizeLessThanOrEqualTo(2 * NoticeDelivery.OF_TARGET);
            // More than the claim that the old way put off twenty at a time by, while all of them waited for the first.
            clock.advance(Duration.ofSeconds(100));
            nodes.forEach(Notices::tell);
            released.countDown();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                nodes.forEach(Notices::tell);
                assertThat(calls("/slow")).hasSize(8);
                assertThat(rows).allSatisfy(id -> assertThat(row(id).dueAt()).isNull());
            });
            clock.advance(Duration.ofHours(1));
            nodes.forEach(Notices::tell);
            assertThat(called).doesNotHaveDuplicates().hasSize(16);
            assertThat(email.sent)
                    .extracting(message -> message.id())
                    .doesNotHaveDuplicates()
                    .hasSize(8);
        } finally {
            nodes.forEach(Notices::stop);
            server.stop(0);
            serving.shutdownNow();
        }
    }

    @Test
    void a_node_that_was_frozen_tells_nothing_again_and_writes_over_nothing() {
        Contact ann = lead("Ann", "+12125550101");
        long id = add(ann, "email", "kim@example.com");
        List<Runnable> frozen = new ArrayList<>();
        NoticeDelivery first = new NoticeDelivery(stores, mail(), new Webhooks(new String[0], "", LISTED), frozen::add);
        first.tell();
        assertThat(frozen).hasSize(1);
        clock.advance(Duration.ofSeconds(121));
        notices.tell();
        assertThat(email.sent).hasSize(1);
        frozen.get(0).run();
        assertThat(email.sent).hasSize(1);
        assertThat(row(id).outcome()).startsWith("Sent as ");
        assertThat(row(id).dueAt()).isNull();
    }

    @Test
    void an_address_that_bounced_gets_no_mail_and_the_record_says_why() {
        Contact ann = lead("Ann", "+12125550101");
        run(work -> suppressions.add(work, AddressKind.EMAIL, "Kim@Example.com", "It bounced."));
        long id = add(ann, "email", "kim@example.com");
        notices.tell();
        assertThat(email.sent).isEmpty();
        assertThat(row(id).dueAt()).isNull();
        assertThat(row(id).outcome()).contains("Nothing may go to this address", "It bounced.");
    }

    @Test
    void the_kill_switch_holds_it_and_counts_no_attempt() {
        Contact ann = lead("Ann", "+12125550101");
        // On this thread alone: the clock must not run while another one has the row.
        NoticeDelivery telling =
                new NoticeDelivery(stores, mail(), new Webhooks(new String[0], "", LISTED), Runnable::run);
        for (String block : List.of(Blocks.ALL, Blocks.team(ann.team()), Blocks.sender(ann.team(), "email"))) {
            run(work -> blocks.set(work, block, "A test.", "kim"));
            int before = email.sent.size();
            long id = add(ann, "email", "kim@example.com");
            for (int minute = 0; minute < 60; minute++) {
                telling.tell();
                clock.advance(Duration.ofMinutes(2));
            }
            assertThat(email.sent).hasSize(before);
            assertThat(row(id).attempt()).isZero();
            assertThat(row(id).outcome()).contains("'" + block + "'");
            run(work -> blocks.lift(work, block, "kim"));
            clock.advance(Duration.ofMinutes(2));
            telling.tell();
            assertThat(email.sent).hasSize(before + 1);
        }
    }

    @Test
    void it_is_addressed_to_the_owner_and_pays_the_senders_pace() {
        Contact ann = lead("Ann", "+12125550101");
        long id = add(ann, "email", "kim@example.com");
        List<Send> paid = new ArrayList<>();
        OwnerMail mail = mail();
        mail.pace(new Policy() {
            @Override
            public List<Decision> decide(List<Send> sends, UnitOfWork work) {
                paid.addAll(sends);
                return List.of(Decision.ALLOW);
            }
        });
        new NoticeDelivery(stores, mail, new Webhooks(new String[0], "", LISTED), Runnable::run).tell();
        assertThat(email.sent).singleElement().satisfies(message -> {
            assertThat(message.contact().id()).isNotEqualTo(ann.id());
            assertThat(message.contact().email()).isEqualTo("kim@example.com");
        });
        assertThat(paid).singleElement().satisfies(send -> {
            assertThat(send.path()).isEqualTo(SendPath.NOTICE);
            assertThat(send.address()).isEqualTo("kim@example.com");
            assertThat(send.message()).isEqualTo(email.sent.get(0).id());
        });
        assertThat(row(id).outcome()).startsWith("Sent as ");
        List<HistoryRow> lines = stores.transactions()
                .call(work -> stores.history().byContact(work, ann.id().value(), 100));
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.kind()).isEqualTo("told");
            assertThat(line.text()).startsWith("E-mail to kim@example.com: Sent as ");
        });
    }

    private OwnerMail mail() {
        return new OwnerMail(stores, new OneTeam(), writing, suppressions, blocks);
    }

    private Notices node() {
        Webhooks webhooks = new Webhooks(new String[0], "", LISTED);
        return new Notices(stores, NoticeDelivery.threaded(stores, mail(), webhooks), webhooks, true, "", "");
    }

    private List<String> calls(String path) {
        return List.copyOf(called).stream()
                .filter(call -> call.startsWith(path + " "))
                .toList();
    }

    private NotificationRow row(long id) {
        return stores.transactions()
                .call(work -> stores.notifications().find(work, id))
                .orElseThrow();
    }

    private long add(Contact contact, String kind, String target) {
        return stores.transactions().call(work -> {
            long id = stores.ids().next(work, IdKind.NOTIFICATION);
            stores.notifications()
                    .insert(
                            work,
                            new NotificationRow(
                                    id,
                                    contact.team().value(),
                                    contact.id().value(),
                                    kind,
                                    target,
                                    "Ann wrote",
                                    "{}",
                                    0,
                                    clock.machine().instant(),
                                    null,
                                    clock.instant()));
            return id;
        });
    }
}
