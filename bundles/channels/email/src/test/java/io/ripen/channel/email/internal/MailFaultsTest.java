package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.sandbox.Fault;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each line of docs/faults.csv about e-mail, through the real channel, the shipped route and the sandbox. */
@DisplayName("When the mail server fails")
class MailFaultsTest {

    @ParameterizedTest(name = "{0}: {3} {4}")
    @CsvFileSource(files = "../../../docs/faults.csv", numLinesToSkip = 1)
    void the_outcome_says_what_may_be_done_next(
            Fault fault, String channel, int accepted, String outcome, String code, String reconciliation)
            throws Exception {
        if (!channel.equals("email")) {
            return;
        }
        try (MailWorld world = new MailWorld()) {
            OutboundMessage message = Mails.toAnn(7);
            world.sandbox.fail(fault, 1);

            Outcome seen = world.channel.send(message);

            assertThat(seen.getClass().getSimpleName()).as(seen.toString()).isEqualTo(outcome);
            if (seen instanceof Outcome.Refused refused) {
                assertThat(refused.code()).isEqualTo(code);
            }
            // Were it repeated by any layer, the second would have been accepted.
            assertThat(world.sandbox.count()).isEqualTo(accepted);
            if (reconciliation != null) {
                Reconciliation found = world.channel.reconcile(message, Instant.EPOCH, List.of());
                assertThat(found.getClass().getSimpleName()).isEqualTo(reconciliation);
            }

            Outcome again = world.channel.send(Mails.toAnn(8));
            assertThat(again).as("the next mail goes out").isInstanceOf(Outcome.Accepted.class);
        }
    }
}
