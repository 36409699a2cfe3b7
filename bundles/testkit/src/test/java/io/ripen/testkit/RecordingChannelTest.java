package io.ripen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Channel;
import io.ripen.channel.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingChannelTest extends ChannelContract {
    @Override
    protected Channel channel() {
        return RecordingChannel.sms();
    }

    @Test
    void answers_as_it_is_told_and_then_as_before() {
        RecordingChannel sms = RecordingChannel.sms();
        sms.answerNext(new Outcome.Unavailable(Duration.ofSeconds(5), "Busy."), new Outcome.Unknown("Silence."));
        for (int i = 1; i <= 3; i++) {
            sms.send(Examples.message(i, sms, Examples.contact(1, "Ann"), "Hello"));
        }
        assertThat(sms.attempts())
                .extracting(attempt -> attempt.outcome().getClass().getSimpleName())
                .containsExactly("Unavailable", "Unknown", "Accepted");
        assertThat(sms.accepted()).hasSize(1);
    }
}
