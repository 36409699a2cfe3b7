package io.ripen.demo.internal;

import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sequence.Enrollment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one lead.
 *
 * @param contact null when the import did not keep it
 * @param enrollments its runs through the sequence of its kind
 * @param messages what the product says that it did
 * @param received what really came in at the sandbox
 * @param stopped when the deed that ends its sequence was recorded; null when it did none
 * @param clicked when its click was recorded; null when it clicked nothing
 * @param barred what keeps it from being written to though its kind's story does not ask for that, a sentence each
 */
record Story(
        DemoLead lead,
        @Nullable Contact contact,
        List<Enrollment> enrollments,
        List<Message> messages,
        List<SandboxMessage> received,
        @Nullable Span stopped,
        @Nullable Span clicked,
        List<String> barred) {

    /** Business time between which something happened: begun, and acknowledged. */
    record Span(Instant begun, Instant done) {}

    /** The message of a step, if there is one that is more than a plan. */
    @Nullable Message of(String step) {
        return messages.stream()
                .filter(message ->
                        message.step() != null && message.step().value().equals(step))
                .filter(message -> switch (message.state()) {
                    case PLANNED, CANCELLED -> false;
                    default -> true;
                })
                .findFirst()
                .orElse(null);
    }

    /** The messages beside its sequence: what a machine answers to a STOP. */
    List<Message> notices() {
        return messages.stream().filter(message -> message.step() == null).toList();
    }
}
