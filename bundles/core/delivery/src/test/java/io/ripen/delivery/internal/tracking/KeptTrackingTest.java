package io.ripen.delivery.internal.tracking;

import static io.ripen.delivery.internal.tracking.TrackingWorld.BROWSER;
import static io.ripen.delivery.internal.tracking.TrackingWorld.ODD;
import static io.ripen.delivery.internal.tracking.TrackingWorld.OTHER;
import static io.ripen.delivery.internal.tracking.TrackingWorld.SCANNER;
import static io.ripen.delivery.internal.tracking.TrackingWorld.clicks;
import static io.ripen.delivery.internal.tracking.TrackingWorld.pixel;
import static io.ripen.delivery.internal.tracking.TrackingWorld.unsubscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.HitRow;
import io.ripen.core.store.TouchRequest;
import io.ripen.delivery.internal.links.TrackingSettings;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.health.HealthCheck;
import io.ripen.tracking.Click;
import io.ripen.tracking.Recipient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptTrackingTest {
    private static final String FOUR_LINKS =
            "a {{#link.a}}https://acme.example/a{{/link.a}} b {{#link.b}}https://acme.example/b{{/link.b}}"
                    + " c {{#link.c}}https://acme.example/c{{/link.c}} d {{#link.d}}https://acme.example/d{{/link.d}}"
                    + "\n--- html\n<p>Hi</p>";
    private static final String TWO_LINKS =
            "{{#link.a}}https://acme.example/a{{/link.a}} {{#link.b}}https://acme.example/b{{/link.b}}";

    private final TrackingWorld world = open(TrackingWorld.WITH_HIDDEN_LINK);

    TrackingWorld open(TrackingSettings settings) {
        return new TrackingWorld(settings);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anEmailHasTrackedLinksPixelAndTheHeadersOfOneClickUnsubscribing() {
        Admitted mail = world.mail(FOUR_LINKS);
        assertThat(mail.text()).contains("a http://localhost:8181/t/c/").doesNotContain("acme.example");
        assertThat(mail.html()).contains("/t/o/" + pixel(mail) + ".gif");
        assertThat(mail.headers())
                .containsEntry("List-Unsubscribe", "<http://localhost:8181/t/u/" + unsubscribe(mail) + ">")
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    @Test
    void aStepMayBeLeftUntrackedButCanAlwaysBeUnsubscribedFrom() {
        Admitted mail = world.mail(FOUR_LINKS, Map.of("track", "off"));
        assertThat(mail.text()).contains("a https://acme.example/a").doesNotContain("/t/c/");
        assertThat(mail.html()).isEqualTo("<p>Hi</p>");
        assertThat(mail.headers()).containsKey("List-Unsubscribe").doesNotContainKey("track");
    }

    @Test
    void aClickLeadsToTheStoredTargetAndIsToldOnceNothingElseCame() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        Click click =
                world.tracking.clicked(clicks(mail.text()).get(1), BROWSER).orElseThrow();
        assertThat(click.target()).isEqualTo("https://acme.example/b");
        assertThat(world.events.all()).isEmpty();
        world.judge();
        assertThat(world.events.all()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventTypes.LINK_CLICKED);
            assertThat(event.contact().value()).isEqualTo(7);
            assertThat(event.data())
                    .containsEntry("link", "b")
                    .containsEntry("url", "https://acme.example/b")
                    .containsEntry("engagement", "human")
                    .containsEntry("message", Long.toString(mail.id()))
                    .containsEntry("sequence", "nurture")
                    .containsEntry("step", "day-1");
        });
        assertThat(world.counts()).isEqualTo(Map.of("clicked", 1L));
        assertThat(world.tracking
                        .visitor(click.visitor())
                        .orElseThrow()
                        .contact()
                        .value())
                .isEqualTo(7);
        world.turn(Duration.ofDays(400));
        assertThat(world.tracking.visitor(click.visitor())).isEmpty();
    }

    @Test
    void aDoubleClickIsOneAndALaterClickIsToldButNotCountedAgain() {
        String token = clicks(world.sentMail(FOUR_LINKS).text()).get(0);
        world.tracking.clicked(token, BROWSER);
        world.turn(Duration.ofSeconds(2));
        world.tracking.clicked(token, BROWSER);
        world.judge();
        assertThat(world.events.all()).hasSize(1);
        world.turn(Duration.ofDays(2));
        world.tracking.clicked(token, BROWSER);
        world.judge();
        assertThat(world.events.all()).hasSize(2);
        assertThat(world.counts()).isEqualTo(Map.of("clicked", 1L));
    }

    @Test
    void threeLinksWithinSecondsWereAMachineEvenByDifferentAgents() {
        List<String> tokens = clicks(world.freshMail(FOUR_LINKS).text());
        world.tracking.clicked(tokens.get(0), BROWSER);
        world.turn(Duration.ofSeconds(3));
        world.tracking.clicked(tokens.get(1), OTHER);
        world.turn(Duration.ofSeconds(3));
        world.tracking.clicked(tokens.get(2), BROWSER);
        world.judge();
        assertThat(world.events.judged()).containsOnly("machine all-links").hasSize(3);
        assertThat(world.counts()).isEqualTo(Map.of("clicked.machine", 1L));
    }

    @Test
    void allOfTwoLinksWithinSecondsWereAMachine() {
        List<String> tokens = clicks(world.freshMail(TWO_LINKS).text());
        tokens.forEach(token -> world.tracking.clicked(token, BROWSER));
        world.judge();
        assertThat(world.events.judged()).containsOnly("machine all-links").hasSize(2);
    }

    @Test
    void noMailHasALinkThatNobodySeesUnlessItIsAskedFor() {
        try (TrackingWorld shipped = open(TrackingSettings.STANDARD)) {
            assertThat(shipped.mail(FOUR_LINKS).html())
                    .doesNotContain("<a ", "display:none")
                    .contains("<img ");
        }
    }

    @Test
    void bothLinksOfAMailOpenedLaterAreAPersons() {
        List<String> tokens = clicks(world.sentMail(TWO_LINKS).text());
        world.turn(Duration.ofHours(1));
        world.tracking.clicked(tokens.get(0), BROWSER);
        world.turn(Duration.ofSeconds(6));
        world.tracking.clicked(tokens.get(1), BROWSER);
        world.judge();
        assertThat(world.events.judged()).containsOnly("human browser").hasSize(2);
    }

    @Test
    void threeLinksOpenedOneAfterTheOtherLaterAreAPersonsAndAllAtOnceAMachines() {
        List<String> tokens = clicks(world.sentMail(FOUR_LINKS).text());
        world.turn(Duration.ofMinutes(1));
        for (String token : tokens.subList(0, 3)) {
            world.tracking.clicked(token, BROWSER);
            world.turn(Duration.ofSeconds(4));
        }
        world.judge();
        assertThat(world.events.judged()).containsOnly("human browser").hasSize(3);
        world.turn(Duration.ofHours(2));
        tokens.forEach(token -> world.tracking.clicked(token, OTHER));
        world.judge();
        assertThat(world.events.judged())
                .filteredOn("machine all-links"::equals)
                .hasSize(4);
    }

    @Test
    void aScannerThatComesWithTheMailFollowsBothLinks() {
        List<String> tokens = clicks(world.freshMail(TWO_LINKS).text());
        world.turn(Duration.ofMinutes(8));
        tokens.forEach(token -> world.tracking.clicked(token, BROWSER));
        world.judge();
        assertThat(world.events.judged()).containsOnly("machine all-links").hasSize(2);
    }

    @Test
    void whoFollowsALinkAndTheOneToUnsubscribeAtOnceIsAMachine() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        world.turn(Duration.ofHours(3));
        world.tracking.clicked(clicks(mail.text()).get(0), BROWSER);
        world.turn(Duration.ofSeconds(3));
        world.tracking.recipient(unsubscribe(mail), BROWSER);
        world.tracking.clicked(clicks(mail.text()).get(1), OTHER);
        world.judge();
        assertThat(world.events.judged()).containsExactlyInAnyOrder("machine unsubscribe-link", "human browser");
        assertThat(world.counts()).isEqualTo(Map.of("clicked.machine", 1L, "clicked", 1L));
    }

    @Test
    void whoReadsAndUnsubscribesAMinuteLaterIsAPerson() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        world.turn(Duration.ofHours(3));
        world.tracking.clicked(clicks(mail.text()).get(0), BROWSER);
        world.turn(Duration.ofMinutes(1));
        world.tracking.recipient(unsubscribe(mail), BROWSER);
        world.turn(Duration.ofMinutes(1));
        world.tracking.clicked(clicks(mail.text()).get(1), BROWSER);
        world.judge();
        assertThat(world.events.judged()).containsOnly("human browser").hasSize(2);
    }

    @Test
    void threeLinksOneAfterTheOtherAreAPersonsWhoReads() {
        List<String> tokens = clicks(world.sentMail(FOUR_LINKS).text());
        tokens.forEach(token -> {
            world.tracking.clicked(token, BROWSER);
            world.turn(Duration.ofSeconds(8));
        });
        world.judge();
        assertThat(world.events.judged()).containsOnly("human browser").hasSize(4);
    }

    @Test
    void whoeverFollowsTheHiddenLinkIsAMachineInAllThatItDoesWithThisMessage() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        String hidden = clicks(mail.html()).get(0);
        world.tracking.opened(pixel(mail), BROWSER);
        world.tracking.clicked(clicks(mail.text()).get(0), BROWSER);
        assertThat(world.tracking.clicked(hidden, BROWSER).orElseThrow().target())
                .isEmpty();
        world.tracking.opened(pixel(mail), OTHER);
        world.judge();
        assertThat(world.events.judged())
                .containsExactlyInAnyOrder(
                        "machine hidden-link", "machine hidden-link", "machine hidden-link", "human browser");
        assertThat(world.counts()).isEqualTo(Map.of("opened.machine", 1L, "clicked.machine", 1L, "opened", 1L));
        world.turn(Duration.ofHours(1));
        world.tracking.clicked(clicks(mail.text()).get(3), BROWSER);
        world.judge();
        assertThat(world.events.judged())
                .filteredOn("machine hidden-link"::equals)
                .hasSize(4);
    }

    @Test
    void whatComesWithinSecondsOfTheSendingWasAMachine() {
        Admitted mail = world.mail(FOUR_LINKS);
        world.turn(Duration.ofSeconds(4));
        world.tracking.clicked(clicks(mail.text()).get(0), BROWSER);
        world.tracking.opened(pixel(mail), BROWSER);
        assertThat(world.events.judged()).containsExactlyInAnyOrder("machine too-fast", "machine too-fast");
        world.turn(Duration.ofSeconds(10));
        world.tracking.clicked(clicks(mail.text()).get(1), OTHER);
        world.judge();
        assertThat(world.events.judged()).contains("human browser");
    }

    @Test
    void peopleMachinesAndTheUnknownAreCountedApartAndEachMessageOnce() {
        for (int i = 0; i < 3; i++) {
            Admitted mail = world.sentMail(FOUR_LINKS);
            for (int j = 0; j < 20; j++) {
                world.tracking.opened(pixel(mail), BROWSER);
                world.tracking.opened(pixel(mail), ODD);
                world.tracking.opened(pixel(mail), SCANNER);
            }
            world.tracking.clicked(clicks(mail.text()).get(0), ODD);
        }
        world.judge();
        assertThat(world.counts())
                .isEqualTo(Map.of("opened", 3L, "opened.unknown", 3L, "opened.machine", 3L, "clicked.unknown", 3L));
        assertThat(world.events.all()).hasSize(12);
    }

    @Test
    void forgedAndSwappedTokensChangeNothing() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        String click = clicks(mail.text()).get(0);
        assertThat(world.tracking.opened(click, BROWSER)).isFalse();
        assertThat(world.tracking.clicked(pixel(mail), BROWSER)).isEmpty();
        assertThat(world.tracking.clicked(unsubscribe(mail), BROWSER)).isEmpty();
        assertThat(world.tracking.unsubscribe(click, "page")).isEmpty();
        assertThat(world.tracking.unsubscribe(pixel(mail), "page")).isEmpty();
        assertThat(world.tracking.recipient(click)).isEmpty();
        assertThat(world.tracking.visitor(click)).isEmpty();
        assertThat(world.tracking.clicked(click.substring(1), BROWSER)).isEmpty();
        world.judge();
        assertThat(world.events.all()).isEmpty();
        assertThat(world.suppressions.find(AddressKind.EMAIL, "ann@example.com"))
                .isEmpty();
    }

    @Test
    void unsubscribingSuppressesTheAddressTellsOnceAndMayBeRepeated() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        String token = unsubscribe(mail);
        assertThat(world.tracking.recipient(token).map(Recipient::unsubscribed)).contains(false);
        assertThat(world.events.all()).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(world.tracking.unsubscribe(token, "one-click").map(Recipient::unsubscribed))
                    .contains(true);
        }
        assertThat(world.suppressions.find(AddressKind.EMAIL, "ann@example.com"))
                .isPresent();
        assertThat(world.events.all()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventTypes.OPT_OUT);
            assertThat(event.data()).containsEntry("channel", "email").containsEntry("source", "one-click");
        });
        assertThat(world.tracking.recipient(token).map(Recipient::unsubscribed)).contains(true);
        // Somebody takes the lead in again: unsubscribing must have its effect again.
        world.stores
                .transactions()
                .call(work -> world.suppressions.remove(work, AddressKind.EMAIL, "ann@example.com", ""));
        world.tracking.unsubscribe(token, "page");
        assertThat(world.events.all()).hasSize(2);
    }

    @Test
    void theLinksOfSomebodyWhoWasErasedLeadOnAndTellNothing() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        world.stores.transactions().call(work -> world.stores.personRows().messages(work, 7, 0, 10));
        String token = unsubscribe(mail);
        assertThat(world.tracking.recipient(token).map(Recipient::unsubscribed)).contains(true);
        assertThat(world.tracking.unsubscribe(token, "one-click").map(Recipient::unsubscribed))
                .contains(true);
        Click click =
                world.tracking.clicked(clicks(mail.text()).get(0), BROWSER).orElseThrow();
        assertThat(click.target()).isEqualTo("https://acme.example/a");
        assertThat(world.tracking.visitor(click.visitor())).isEmpty();
        world.judge();
        assertThat(world.events.all()).isEmpty();
        List<HitRow> hits =
                world.stores.transactions().call(work -> world.stores.hits().ofMessages(work, List.of(mail.id())));
        assertThat(hits).isEmpty();
    }

    @Test
    void aFailedOptOutSuppressesNothing() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        world.events.broken = true;
        try {
            world.tracking.unsubscribe(unsubscribe(mail), "page");
        } catch (io.ripen.transaction.StoreUnavailableException expected) {
            assertThat(expected).hasMessage("away");
        }
        assertThat(world.suppressions.find(AddressKind.EMAIL, "ann@example.com"))
                .isEmpty();
    }

    @Test
    void aClickLeadsOnWhileTheDatabaseCannotBeWrittenToAndIsToldLater() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        world.events.broken = true;
        String token = clicks(mail.text()).get(0);
        assertThat(world.tracking.clicked(token, SCANNER)).isPresent();
        long began = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(world.tracking.clicked(clicks(mail.text()).get(i % 4), SCANNER))
                    .isPresent();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(world.tracking.check().status()).isEqualTo(HealthCheck.Status.WARN);
        world.events.broken = false;
        await().atMost(Duration.ofSeconds(10)).until(() -> world.events.all().size() >= 4);
        assertThat(world.tracking.check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void aBatchWhoseLinksDifferFromLeadToLeadTakesNoStatementForEach() {
        String same = "{{#link.a}}https://acme.example/a{{/link.a}}";
        String differs = "{{#link.a}}https://acme.example/{{contact.first_name}}{{/link.a}}";
        long plain = statements(same, 200, "w");
        plain = statements(same, 200, "x");
        assertThat(statements(differs, 200, "y")).isBetween(plain, plain + 8);
    }

    private long statements(String body, int count, String prefix) {
        long before = world.stores.statistics().statements();
        List<TouchRequest> requests = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> requests.add(world.request(body, "r-" + prefix, prefix + i, Map.of())));
        world.admit(requests);
        return world.stores.statistics().statements() - before;
    }

    @Test
    void withoutTrackingThereIsNoPixelAndTheLinksStayAsTheyAre() {
        try (TrackingWorld plain = open(TrackingSettings.OFF)) {
            Admitted mail = plain.mail(FOUR_LINKS);
            assertThat(mail.html()).isEqualTo("<p>Hi</p>");
            assertThat(mail.text()).contains("https://acme.example/a");
            assertThat(plain.tracking.recipient(unsubscribe(mail))).isPresent();
        }
    }

    @Test
    void aClickIsToldByItselfWhenItsTimeHasCome() {
        TrackingSettings quick = new TrackingSettings(
                "https://l.example", true, true, true, Duration.ofSeconds(5), Duration.ofSeconds(1), 1);
        try (TrackingWorld soon = open(quick)) {
            Admitted mail = soon.sentMail(FOUR_LINKS);
            soon.tracking.clicked(clicks(mail.text()).get(0), BROWSER);
            soon.turn(Duration.ofSeconds(2));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(soon.events.judged()).containsExactly("human browser"));
        }
    }

    @Test
    void whatWasNotJudgedBeforeAStopIsJudgedAfterIt() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        world.tracking.clicked(clicks(mail.text()).get(0), BROWSER);
        world.tracking.close();
        KeptTracking next = world.another();
        world.turn(Duration.ofSeconds(20));
        assertThat(next.decide()).isEqualTo(1);
        assertThat(next.decide()).isZero();
        next.close();
        assertThat(world.events.judged()).containsExactly("human browser");
    }

    @Test
    void eventsHaveIdsThatAreTheSameWheneverTheyAreMade() {
        Admitted mail = world.sentMail(FOUR_LINKS);
        world.tracking.opened(pixel(mail), BROWSER);
        world.judge();
        assertThat(world.events.all().stream().map(Event::id)).containsExactly("open:" + mail.id() + ":human");
    }
}
