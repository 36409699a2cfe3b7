package io.ripen.engine.internal.deploy;

import static io.ripen.engine.internal.deploy.Workshop.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.compile.Kinds;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.engine.internal.intake.EventIntake;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.health.HealthCheck;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import io.ripen.transaction.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Revisions, teams, bundles that come and go in any order, and starts of the engine. */
class DeploymentsTest {
    private static final SequenceId WELCOME = new SequenceId("welcome");
    private static final String ONE = "<to id=\"one\" uri=\"sms:a\"/>";
    private static final String TWO = "<to id=\"one\" uri=\"sms:a\"/><to id=\"two\" uri=\"sms:b\"/>";

    private final Workshop workshop = new Workshop();
    private Deployments deployments = workshop.deployments;

    @AfterEach
    void close() {
        workshop.close();
    }

    private SequenceDescription description() {
        return deployments.find(WELCOME).orElseThrow();
    }

    @Test
    void aNewSequenceIsEnabledForTheDefaultTeamAndTriggers() {
        assertThat(deployments.deploy(source("welcome", ONE))).isEmpty();

        assertThat(description().number()).isEqualTo(1);
        assertThat(description().teams()).containsExactly("default");
        assertThat(description().steps()).extracting(step -> step.kind()).containsExactly("sms");
        assertThat(description().exitOn()).containsExactlyInAnyOrder("reply", "opt-out");
        assertThat(deployments.enabledFor(WELCOME, TeamId.DEFAULT)).isTrue();
        assertThat(deployments.triggeredBy("contact.created"))
                .extracting(CompiledSequence::id)
                .containsExactly(WELCOME);
        assertThat(deployments.triggeredBy("tag.added")).isEmpty();
        assertThat(deployments.exitedBy("reply")).containsExactly(WELCOME);
    }

    @Test
    void oneThatIsToWaitForAnAdminIsEnabledForNobodyUntilThen() {
        deployments.disabledAtFirst(Set.of("welcome"));

        assertThat(deployments.deploy(source("welcome", ONE))).isEmpty();
        assertThat(deployments.enabledFor(WELCOME, TeamId.DEFAULT)).isFalse();

        deployments.enable(Actor.part("the test"), WELCOME, TeamId.DEFAULT, true, Map.of());
        deployments.deploy(source("welcome", TWO));
        assertThat(deployments.enabledFor(WELCOME, TeamId.DEFAULT)).isTrue();
    }

    @Test
    void theSameAgainIsNoNewRevisionAndANeighboursTemplateNeither() {
        deployments.deploy(source("welcome", ONE));
        deployments.deploy(source("welcome", ONE));
        SequenceSource same = source("welcome", ONE);
        deployments.deploy(new SequenceSource(same.name(), same.xml(), Map.of("a.sms", "A", "other.sms", "new")));

        assertThat(description().number()).isEqualTo(1);

        deployments.deploy(new SequenceSource(same.name(), same.xml(), Map.of("a.sms", "A changed")));
        assertThat(description().number()).isEqualTo(2);
        assertThat(deployments.current(WELCOME).orElseThrow().template("a.sms")).hasValue("A changed");
    }

    @Test
    void anOldRevisionIsCompiledFromTheDatabase() throws Exception {
        deployments.deploy(source("welcome", TWO));
        String old = deployments.current(WELCOME).orElseThrow().revision();
        deployments.deploy(source("welcome", ONE));
        deployments = workshop.start(Kinds.usual());

        CompiledSequence revision = deployments.revision(WELCOME, old).orElseThrow();
        assertThat(revision.point(new StepId("two"))).isNotNull();
        assertThat(deployments.current(WELCOME).orElseThrow().point(new StepId("two")))
                .isNull();
        assertThat(deployments.revision(WELCOME, "no such hash")).isEmpty();
    }

    @Test
    void aDisabledOneStaysDisabledWhenItIsEdited() {
        deployments.deploy(source("welcome", ONE));
        assertThat(deployments.enable(Actor.part("the test"), WELCOME, TeamId.DEFAULT, false, Map.of()))
                .isTrue();
        deployments.deploy(source("welcome", TWO));

        assertThat(deployments.enabledFor(WELCOME, TeamId.DEFAULT)).isFalse();
        assertThat(deployments.enable(Actor.part("the test"), new SequenceId("nobody"), TeamId.DEFAULT, true, Map.of()))
                .isFalse();
    }

    @Test
    void whatIsTakenOutOfServiceStillStopsAndComesBack() {
        List<String> told = new ArrayList<>();
        deployments.onChange(new DeployedSequences.Listener() {
            @Override
            public void deployed(SequenceId id) {
                told.add("deployed " + id);
            }

            @Override
            public void removed(SequenceId id) {
                told.add("removed " + id);
            }
        });
        deployments.deploy(source("welcome", ONE));
        assertThat(deployments.undeploy(WELCOME, "test")).isTrue();

        assertThat(deployments.current(WELCOME)).isEmpty();
        assertThat(deployments.triggeredBy("contact.created")).isEmpty();
        assertThat(deployments.exitedBy("reply")).containsExactly(WELCOME);
        assertThat(deployments.find(WELCOME)).isEmpty();
        assertThat(deployments.undeploy(WELCOME, "again")).isFalse();

        deployments.deploy(source("welcome", ONE));
        assertThat(deployments.current(WELCOME)).isPresent();
        assertThat(description().number()).isEqualTo(1);
        assertThat(told).containsExactly("deployed welcome", "removed welcome", "deployed welcome");
    }

    @Test
    void aFileThatNeedsAChannelIsTakenWhenTheChannelComes() {
        SequenceSource source = new SequenceSource(
                "welcome.xml",
                source("welcome", "<to id=\"w\" uri=\"whatsapp:a\"/>").xml(),
                Map.of("a.whatsapp", "Hi"));
        assertThat(deployments.deploy(source)).isNotEmpty();
        assertThat(description().problems()).isNotEmpty();
        assertThat(description().revision()).isNull();

        workshop.installed.channel("whatsapp", new Kinds.TextChannel(Set.of()));

        assertThat(description().problems()).isEmpty();
        assertThat(deployments.current(WELCOME).orElseThrow().needs()).containsExactly("channel:whatsapp");
    }

    @Test
    void aChannelThatLeavesLeavesTheSequenceDeployedAndIsMissed() {
        List<String> told = new ArrayList<>();
        deployments.onChange(new DeployedSequences.Listener() {
            @Override
            public void available(String need) {
                told.add("+" + need);
            }

            @Override
            public void gone(String need) {
                told.add("-" + need);
            }
        });
        deployments.deploy(source("welcome", ONE));
        var sms = workshop.installed.channel("sms").orElseThrow();
        workshop.installed.removeChannel("sms", sms);

        assertThat(deployments.current(WELCOME)).isPresent();
        assertThat(description().missing()).containsExactly("channel:sms");
        assertThat(deployments.available("channel:sms")).isFalse();
        assertThat(new SequencesHealth(deployments, List::of).check())
                .satisfies(health -> assertThat(health.status()).isEqualTo(HealthCheck.Status.WARN))
                .satisfies(health -> assertThat(health.message()).contains("'welcome'", "channel:sms"));

        workshop.installed.channel("sms", sms);
        assertThat(description().missing()).isEmpty();
        assertThat(told).containsExactly("-channel:sms", "+channel:sms");
        assertThat(new SequencesHealth(deployments, List::of).check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void afterARestartTheEngineWaitsForBundlesThatStillStart() {
        deployments.deploy(source("welcome", TWO));
        InstalledKinds late = new InstalledKinds();
        deployments = workshop.start(late);

        assertThat(deployments.ready()).isFalse();
        assertThat(deployments.current(WELCOME)).isEmpty();
        assertThat(deployments.exitedBy("reply")).containsExactly(WELCOME);

        late.trigger(new Kinds.CrmTrigger(), "contact.created").channel("sms", new Kinds.TextChannel(Set.of("from")));
        assertThat(deployments.ready()).isTrue();
        assertThat(deployments.current(WELCOME)).isPresent();
        assertThat(description().problems()).isEmpty();
    }

    @Test
    void anEventIsNotTakenInForASequenceThatIsStillStarting() {
        deployments.deploy(source("welcome", TWO));
        InstalledKinds late = new InstalledKinds();
        deployments = workshop.start(late);
        EventIntake intake = new EventIntake(workshop.stores, deployments, new Wake());

        assertThat(new SequencesHealth(deployments, List::of).check().status())
                .as("nobody is told that it is ready")
                .isEqualTo(HealthCheck.Status.CRITICAL);
        assertThatThrownBy(() -> intake.receive(event("contact.created", EventSource.CRM)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("Ripen is still starting sequences that begin by contact.created");
        assertThat(intake.receive(event("contact.created", EventSource.WEB)).duplicate())
                .as("a page does not come again")
                .isFalse();
        assertThat(intake.receive(event("tag.added", EventSource.CRM)).duplicate())
                .as("begins nothing that is still starting")
                .isFalse();

        late.trigger(new Kinds.CrmTrigger(), "contact.created").channel("sms", new Kinds.TextChannel(Set.of("from")));
        assertThat(intake.receive(event("contact.created", EventSource.CRM)).duplicate())
                .isFalse();
        assertThat(new SequencesHealth(deployments, List::of).check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void whatNeverComesHoldsNoEventUpForLong() {
        deployments.deploy(source("welcome", TWO));
        deployments = workshop.start(new InstalledKinds());
        EventIntake intake = new EventIntake(workshop.stores, deployments, new Wake());
        workshop.clock.pass(Patience.LENGTH);

        assertThat(intake.receive(event("contact.created", EventSource.CRM)).duplicate())
                .isFalse();
    }

    private Event event(String type, EventSource source) {
        return new Event(
                type + source, type, null, null, "lead@example.com", workshop.clock.instant(), source, Map.of());
    }

    @Test
    void whatEndsRunsIsKnownOfASequenceThatCannotRunNow() {
        SequenceSource plain = source("welcome", ONE);
        deployments.deploy(new SequenceSource(
                plain.name(),
                plain.xml()
                        .replace("contact.created", "contact.created&amp;exitOn=appointment.booked&amp;goal=purchase"),
                plain.templates()));
        deployments = workshop.start(new InstalledKinds());

        assertThat(deployments.current(WELCOME)).isEmpty();
        assertThat(deployments.exitedBy("appointment.booked")).containsExactly(WELCOME);
        assertThat(deployments.exitedBy("purchase")).containsExactly(WELCOME);
        assertThat(deployments.completedBy("purchase")).containsExactly(WELCOME);
        assertThat(deployments.exitedBy("reply")).as("its author left that out").isEmpty();
    }

    @Test
    void itDoesNotWaitForEver() {
        deployments.deploy(source("welcome", TWO));
        deployments = workshop.start(new InstalledKinds());
        assertThat(deployments.ready()).isFalse();

        workshop.clock.pass(Patience.LENGTH);
        assertThat(deployments.ready()).isTrue();
        assertThat(description().problems()).isNotEmpty();
    }

    @Test
    void anotherNodeFollows() {
        Deployments other = new Workshop(Kinds.usual()).deployments;
        other.close();
        Deployments here = workshop.deployments;
        Deployments there = workshop.start(Kinds.usual());
        here.deploy(source("welcome", ONE));
        assertThat(there.current(WELCOME)).isEmpty();
        there.refresh();
        assertThat(there.current(WELCOME)).isPresent();

        here.deploy(source("welcome", TWO));
        there.refresh();
        assertThat(there.current(WELCOME).orElseThrow().revision())
                .isEqualTo(here.current(WELCOME).orElseThrow().revision());
        here.undeploy(WELCOME, "test");
        there.refresh();
        assertThat(there.current(WELCOME)).isEmpty();
    }
}
