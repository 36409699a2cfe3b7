package io.ripen.delivery.internal.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.message.Drafts.NoDraftException;
import io.ripen.message.Drafts.Preview;
import io.ripen.message.Drafts.Trial;
import io.ripen.message.Drafts.TrialState;
import io.ripen.policy.Decision;
import io.ripen.policy.SendPath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step would say, shown and tried. */
class DraftsTest {
    private final WordsWorld world = new WordsWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void showsATextAsTheLeadWouldHaveIt() throws Exception {
        Preview shown = world.preview("hello");
        assertThat(shown.text()).isEqualTo("Acme: Hi Ann! Reply STOP to opt out.");
        assertThat(shown.template()).isEqualTo("hello.sms");
        assertThat(shown.sms()).isNotNull();
        assertThat(shown.sms().segments()).isEqualTo(1);
        assertThat(shown.hints()).isEmpty();
        assertThat(world.sent).isEmpty();
        world.assertNothingKept();
    }

    @Test
    void showsAMailWithLinksThatAreNotTracked() throws Exception {
        Preview shown = world.preview("mail");
        assertThat(shown.subject()).isEqualTo("For Ann");
        assertThat(shown.text()).contains("https://acme.example/pricing").contains("/t/u/preview");
        assertThat(shown.html())
                .contains("href=\"https://acme.example/pricing\"")
                .doesNotContain("/t/c/", "/t/o/");
        assertThat(shown.sms()).isNull();
        world.assertNothingKept();
    }

    @Test
    void showsTheTouchByTheOtherChannel() throws Exception {
        assertThat(world.preview("hello.email").subject()).isEqualTo("Instead");
    }

    @Test
    void hintsAreAboutTheTemplateAsTheTeamHasIt() throws Exception {
        world.put("hello.sms", "Hi {{contact.first_name}}, it is us! " + "word ".repeat(40));
        assertThat(world.preview("hello").hints())
                .extracting(hint -> hint.rule())
                .containsExactly("sms-one-segment", "sms-business-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "pause", "hello.call"})
    void whatSendsNothingHasNoPreview(String step) {
        assertThatThrownBy(() -> world.preview(step)).isInstanceOf(NoDraftException.class);
    }

    @Test
    void aHoleIsNamedAsItWouldBeInTheTimeline() {
        assertThatThrownBy(() -> world.preview("hole"))
                .isInstanceOf(NoDraftException.class)
                .hasMessageContaining("{{contact.last_name}}");
    }

    @Test
    void aTestGoesToTheTesterAndCountsNowhere() throws Exception {
        Trial trial = world.test("hello", "+1 (415) 555-0199");
        assertThat(trial.state()).isEqualTo(TrialState.SENT);
        assertThat(trial.providerId()).isEqualTo("x1");
        OutboundMessage sent = world.sent.get(0);
        assertThat(sent.address()).isEqualTo("+14155550199");
        assertThat(sent.text()).isEqualTo("Acme: Hi Ann! Reply STOP to opt out.");
        assertThat(sent.contact().phoneE164()).isEqualTo("+14155550199");
        assertThat(world.asked).singleElement().satisfies(send -> {
            assertThat(send.path()).isEqualTo(SendPath.TEST);
            assertThat(send.address()).isEqualTo("+14155550199");
        });
        world.assertNothingKept();
    }

    @Test
    void aTestMailIsMarked() throws Exception {
        world.test("mail", "Me@Acme.example");
        OutboundMessage sent = world.sent.get(0);
        assertThat(sent.subject()).isEqualTo("[Test] For Ann");
        assertThat(sent.headers()).containsEntry("X-Ripen-Test", "yes");
        assertThat(sent.address()).isEqualTo("me@acme.example");
        assertThat(sent.headers().get("List-Unsubscribe")).endsWith("/t/u/preview>");
    }

    @Test
    void whatAPolicyTakesForATestItHasBack() throws Exception {
        world.policyWrites = true;
        assertThat(world.test("hello", "+14155550199").state()).isEqualTo(TrialState.SENT);
        world.assertNothingKept();
    }

    @Test
    void saysWhichPolicyHoldsOrDeniesIt() throws Exception {
        world.decision = new Decision.Hold(world.now().plus(Duration.ofHours(1)), "It is night.");
        Trial held = world.test("hello", "+14155550199");
        assertThat(held.state()).isEqualTo(TrialState.HELD);
        assertThat(held.policy()).isEqualTo("strict");
        assertThat(held.until()).isEqualTo(world.now().plus(Duration.ofHours(1)));
        world.decision = new Decision.Deny("Suppressed.");
        assertThat(world.test("hello", "+14155550199").state()).isEqualTo(TrialState.DENIED);
        world.decision = new Decision.Await("team:default", "Paused.");
        assertThat(world.test("hello", "+14155550199").reason()).isEqualTo("Paused.");
        assertThat(world.sent).isEmpty();
        world.assertNothingKept();
    }

    @Test
    void saysWhatTheProviderSays() throws Exception {
        world.outcome = new Outcome.Refused("21211", "No such number.");
        assertThat(world.test("hello", "+14155550199").state()).isEqualTo(TrialState.REFUSED);
        world.outcome = new Outcome.Unavailable(Duration.ZERO, "Away.");
        assertThat(world.test("hello", "+14155550199").state()).isEqualTo(TrialState.UNAVAILABLE);
        world.outcome = new Outcome.Unknown("Timed out.");
        assertThat(world.test("hello", "+14155550199").state()).isEqualTo(TrialState.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"415 555 0199", "me@acme.example", "+1", "+14155550199,+14155550198", "+14155550199\r\nX: y", ""
            })
    void aTestNeedsOneNumber(String to) {
        assertThatThrownBy(() -> world.test("hello", to)).isInstanceOf(NoDraftException.class);
        assertThat(world.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+14155550199",
                "a@b.example, c@d.example",
                "a@b.example\r\nBcc: c@d.example",
                "\"a b\"@c.example",
                "a@b@c",
                "Ann <a@b.example>"
            })
    void aTestNeedsOneMailAddress(String to) {
        assertThatThrownBy(() -> world.test("mail", to)).isInstanceOf(NoDraftException.class);
        assertThat(world.sent).isEmpty();
    }

    @Test
    void aTeamsOwnWordsAreUsedAtOnceAndNoOthers() {
        assertThat(world.send("hello")).isEqualTo("Acme: Hi Ann! Reply STOP to opt out.");
        assertThat(world.put("hello.sms", "Howdy {{contact.first_name}}. STOP to opt out."))
                .isEmpty();
        assertThat(world.send("hello")).isEqualTo("Howdy Ann. STOP to opt out.");
        assertThat(world.remove("hello.sms")).isTrue();
        assertThat(world.send("hello")).isEqualTo("Acme: Hi Ann! Reply STOP to opt out.");
        assertThat(world.remove("hello.sms")).isFalse();
    }

    @Test
    void anotherNodeSeesThemWithinASecond() {
        world.send("hello");
        world.putElsewhere("hello.sms", "From another node. STOP to opt out.");
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> world.send("hello").startsWith("From another node."));
    }

    @Test
    void aBrokenWordingIsRefusedAsAtDeployment() {
        assertThat(world.put("hello.sms", "Hi\n{{contact.first_name"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).isEqualTo("hello.sms"));
        assertThat(world.put("mail.email", "No subject")).isNotEmpty();
        assertThat(world.send("hello")).isEqualTo("Acme: Hi Ann! Reply STOP to opt out.");
        assertThatThrownBy(() -> world.put("nothing.sms", "Hi")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theAuditLogHasTheWordsBeforeAndAfter() {
        world.put("hello.sms", "Howdy. STOP to opt out.");
        world.remove("hello.sms");
        Audit.Query ofIt = new Audit.Query(
                WordsWorld.TEAM, "template:" + WordsWorld.SEQUENCE + "/hello.sms", null, null, null, null, 10);
        List<AuditEntry> entries =
                world.stores.transactions().call(work -> world.stores.audit().list(work, Scope.all(), ofIt));
        assertThat(entries).extracting(AuditEntry::action).containsExactly("template.restored", "template.worded");
        assertThat(entries.get(1).by().name()).isEqualTo("ann");
        assertThat(entries.get(1).values().get("content").to()).isEqualTo("Howdy. STOP to opt out.");
        assertThat((String) entries.get(1).values().get("content").from()).startsWith("{{team.business_name}}");
    }

    @Test
    void allTemplatesAreListedWithWhoChangedThem() {
        world.put("hello.sms", "Howdy. STOP to opt out.");
        var all = world.overrides.all(Actor.part("the test"), WordsWorld.TEAM, WordsWorld.SEQUENCE);
        assertThat(all).extracting(each -> each.file()).isSorted().contains("hello.sms", "mail.email");
        var own = world.overrides
                .find(Actor.part("the test"), WordsWorld.TEAM, WordsWorld.SEQUENCE, "hello.sms")
                .orElseThrow();
        assertThat(own.overridden()).isTrue();
        assertThat(own.changedBy()).isEqualTo("ann");
        assertThat(own.changedAt()).isAfterOrEqualTo(world.now());
        assertThat(own.original()).startsWith("{{team.business_name}}");
        assertThat(all.stream().filter(each -> each.overridden()).map(each -> each.file()))
                .containsExactly("hello.sms");
    }
}
