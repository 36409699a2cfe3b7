package io.ripen.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.SandboxMessage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The columns of states in docs/faults.csv: each line through the real engine and gate, the real channel, the shipped route
 * and the sandbox.
 */
@DisplayName("What becomes of a message when a provider fails")
class FaultStatesTest {

    @ParameterizedTest(name = "{1}: {0} leaves it {6}, in the end {7}")
    @CsvFileSource(files = "../docs/faults.csv", numLinesToSkip = 1)
    void each_fault_leaves_the_state_of_the_table(
            Fault fault,
            String channel,
            int accepted,
            String outcome,
            String code,
            String reconciliation,
            MessageState state,
            MessageState inTheEnd)
            throws Exception {
        try (FaultyWorld world = new FaultyWorld(channel)) {
            world.sandbox().fail(fault, 1);

            world.enrollAnn();

            assertThat(world.message().state()).as("right after the attempt").isEqualTo(state);
            assertThat(world.sandbox().count()).as("taken by the provider").isEqualTo(accepted);

            world.passTimeUntilSettled();

            Message message = world.message();
            assertThat(message.state()).as("once the provider works again").isEqualTo(inTheEnd);
            List<SandboxMessage> taken = world.sandbox().messages(0, 10);
            if (inTheEnd == MessageState.ACCEPTED) {
                // A mail may come twice under one Message-ID; a text never does.
                assertThat(taken).isNotEmpty();
                assertThat(taken).extracting(SandboxMessage::providerId).containsOnly(message.providerId());
                assertThat(taken).hasSizeLessThanOrEqualTo(channel.equals("email") ? 2 : 1);
                assertThat(world.step()).isEqualTo("afterwards");
            } else {
                assertThat(taken).isEmpty();
            }
        }
    }
}
