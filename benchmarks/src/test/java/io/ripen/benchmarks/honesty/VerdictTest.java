package io.ripen.benchmarks.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.benchmarks.honesty.Verdict.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that lets everything pass proves nothing. */
class VerdictTest {
    private static final Taken FIRST = new Taken("SM1", "lead L0 touch 1 of 2");
    private static final Taken SECOND = new Taken("SM2", "lead L0 touch 2 of 2");

    private static Recorded row(int step, String state, String id, String reason) {
        return new Recorded(new Touch(0, step), state, id, reason, 1);
    }

    private static Verdict judge(List<Taken> taken, Recorded... rows) {
        return new Verdict(1, 2, taken, List.of(rows));
    }

    @Test
    void everyTouchOnceIsHonest() {
        Verdict verdict = judge(List.of(FIRST, SECOND), row(1, "ACCEPTED", "SM1", ""), row(2, "DELIVERED", "SM2", ""));
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.honest()).isTrue();
    }

    @Test
    void twiceForOneStepIsAFault() {
        Verdict verdict = judge(
                List.of(FIRST, SECOND, new Taken("SM3", FIRST.text())),
                row(1, "ACCEPTED", "SM1", ""),
                row(2, "ACCEPTED", "SM2", ""));
        assertThat(verdict.faults())
                .singleElement()
                .asString()
                .contains("accepted 2 times")
                .contains("SM3");
    }

    @Test
    void aMissingTouchIsAFaultAlsoWhenTheProductSaysItWasSent() {
        Verdict verdict = judge(List.of(FIRST), row(1, "ACCEPTED", "SM1", ""), row(2, "ACCEPTED", "SM2", ""));
        assertThat(verdict.faults())
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).contains("never arrived"));
    }

    @Test
    void anUnknownTouchIsListedWithItsReason() {
        Verdict verdict =
                judge(List.of(FIRST), row(1, "ACCEPTED", "SM1", ""), row(2, "UNKNOWN", "", "The node stopped."));
        assertThat(verdict.honest()).isTrue();
        assertThat(verdict.unknown()).singleElement().asString().contains("The node stopped.");
    }

    @Test
    void anUnknownTouchWithoutReasonIsAFault() {
        assertThat(judge(List.of(FIRST), row(1, "ACCEPTED", "SM1", ""), row(2, "UNKNOWN", "", " "))
                        .honest())
                .isFalse();
    }

    @Test
    void aTouchWithoutRowIsAFault() {
        assertThat(judge(List.of(FIRST), row(1, "ACCEPTED", "SM1", "")).faults())
                .singleElement()
                .asString()
                .contains("no message row");
    }

    @Test
    void whatNobodyPromisedIsAFault() {
        assertThat(judge(
                                List.of(FIRST, SECOND, new Taken("SM9", "lead L7 touch 1 of 2")),
                                row(1, "ACCEPTED", "SM1", ""),
                                row(2, "ACCEPTED", "SM2", ""))
                        .honest())
                .isFalse();
    }
}
