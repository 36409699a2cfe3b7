package io.ripen.event;

import io.ripen.crm.Contact;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of events of its types, after they were taken in: tells a chat, another system, a screen. A new one is one annotated
 * class that is registered as a service:
 *
 * <pre>{@code
 * @Component
 * @ListenerName("sales-chat")
 * public final class SalesChat implements EventListener {
 *     public Set<String> types() {
 *         return Set.of(EventTypes.APPOINTMENT_BOOKED);
 *     }
 *
 *     public void heard(Occurrence occurrence) throws IOException {
 *         chat.post(occurrence.key(), occurrence.contact() + " has booked.");
 *     }
 * }
 * }</pre>
 *
 * <p><b>Nothing is lost, and nothing waits for it.</b> The event is written down for each listener in the transaction that takes it
 * in, and {@link #heard} is called after the commit. A listener that throws or hangs holds up neither the intake nor other listeners.
 * A listener is known by its name from the first time that it is installed. From then on it gets what comes, also what came while
 * its bundle or the server was away; it does not get what came before. It is forgotten when no node has had it for a week.
 *
 * <p><b>At least once.</b> After a crash or a time-out the same occurrence may come again: {@link Occurrence#key} tells it. Events of
 * one contact come in the order in which they were taken in, one after the other. An exception means that it is tried again, after
 * growing pauses; later events of the same contact wait meanwhile. After eight attempts the event is put into quarantine, which
 * {@code /health} tells and {@code /api/v1/listeners} shows. A call that takes longer than 30 s is interrupted, and counts as an
 * exception. When several calls in a row fail, the listener is left alone for a while, and nothing is lost.
 *
 * <p><b>Threads.</b> One thread of each node calls it, so two nodes may call it at the same time, for different contacts. There is no
 * open transaction: open one with {@link io.ripen.transaction.Transactions} if it is needed, and keep it short.
 */
@ConsumerType
public interface EventListener {

    /**
     * One event, for one contact that it concerns.
     *
     * @param contact as it is now; null when nobody who is known has the event's address
     * @param receivedAt business time at which Ripen took the event in; what is counted by hours or days belongs there
     * @param attempt 1 the first time
     */
    record Occurrence(Event event, @Nullable Contact contact, Instant receivedAt, int attempt) {

        /** The same for every attempt, and another one for every other occurrence: to do something once only. */
        public String key() {
            return event.team() + "/" + event.id() + (contact == null ? "" : "/" + contact.id());
        }
    }

    /** The event types that it wants; {@code *} for all. What a lead writes by text or mail also is a {@code reply}. */
    Set<String> types();

    /**
     * Takes one.
     *
     * @throws Exception when it is to be tried again later; the message is shown to people
     */
    void heard(Occurrence occurrence) throws Exception;
}
