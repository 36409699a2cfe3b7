package io.ripen.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.step.Step;
import io.ripen.transaction.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A contract that nobody can break says nothing: each is broken here once. */
class ContractsFindMistakesTest {

    @Test
    void a_step_that_swallows_an_unknown_option() {
        assertThatThrownBy(() -> stepContract((path, options) -> (lead, effects) -> effects.note("x"))
                        .refuses_an_option_that_it_does_not_know_and_names_it())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_step_that_counts_its_runs() {
        int[] runs = {0};
        assertThatThrownBy(() -> stepContract((path, options) -> (lead, effects) -> effects.note("run " + ++runs[0]))
                        .does_the_same_each_time_that_it_runs())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_step_that_needs_a_first_name() {
        assertThatThrownBy(() -> stepContract((path, options) -> (lead, effects) ->
                                effects.note(lead.getFirstName().strip()))
                        .runs_for_a_lead_of_whom_nothing_is_known())
                .isInstanceOf(AssertionError.class);
    }

    private static StepContract stepContract(Step step) {
        return new StepContract() {
            @Override
            protected Step step() {
                return step;
            }

            @Override
            protected Use rightUse() {
                return new Use("go", Map.of());
            }

            @Override
            protected List<Use> wrongUses() {
                return List.of();
            }
        };
    }

    @Test
    void a_channel_that_gives_all_messages_one_id() {
        assertThatThrownBy(() -> channelContract(
                                message -> new Outcome.Accepted("the-one"), new Reconciliation.Undecided("?"))
                        .gives_each_message_an_id_of_its_own())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_channel_that_denies_what_it_accepted() {
        assertThatThrownBy(() -> channelContract(accept(), new Reconciliation.NotFound("I forgot."))
                        .never_says_that_an_accepted_message_is_not_there())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_channel_that_finds_whatever_it_is_asked_for() {
        assertThatThrownBy(() -> channelContract(accept(), new Reconciliation.Found("some"))
                        .never_finds_what_was_not_sent())
                .isInstanceOf(AssertionError.class);
    }

    private static Function<OutboundMessage, Outcome> accept() {
        return message -> new Outcome.Accepted("id-" + message.id());
    }

    private static ChannelContract channelContract(
            Function<OutboundMessage, Outcome> send, Reconciliation reconciliation) {
        return new ChannelContract() {
            @Override
            protected Channel channel() {
                return new Channel() {
                    @Override
                    public Outcome send(OutboundMessage message) {
                        return send.apply(message);
                    }

                    @Override
                    public Reconciliation reconcile(OutboundMessage message, Instant at, List<String> known) {
                        return reconciliation;
                    }
                };
            }
        };
    }

    @Test
    void a_policy_that_answers_once_for_all() {
        assertThatThrownBy(() ->
                        policyContract((sends, work) -> List.of(Decision.ALLOW)).answers_each_send_in_its_place())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_policy_that_holds_until_a_time_that_is_over() {
        assertThatThrownBy(() -> policyContract((sends, work) -> sends.stream()
                                .map(send ->
                                        (Decision) new Decision.Hold(send.at().minusSeconds(1), "Too early."))
                                .toList())
                        .gives_a_reason_and_a_later_time())
                .isInstanceOf(AssertionError.class);
    }

    private static PolicyContract policyContract(Policy policy) {
        return new PolicyContract() {
            @Override
            protected Policy policy() {
                return policy;
            }

            @Override
            protected Transactions transactions() {
                return noTransactions();
            }

            @Override
            protected List<Send> notAllowed() {
                return List.of(send(2, "sms", AddressKind.PHONE, "+12125550102", SettableClock.START));
            }
        };
    }
}
