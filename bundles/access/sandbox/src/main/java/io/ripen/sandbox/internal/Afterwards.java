package io.ripen.sandbox.internal;

import io.ripen.sandbox.ReplyRule;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens once a message was accepted: status reports, answers of leads, listeners. Never on the sender's time. */
final class Afterwards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);
    private static final int CALLERS = 4;
    private static final int MOST_WAITING = 200_000;

    private final MessageBox box;
    private final Webhooks webhooks;
    private final List<ReplyRule> rules = new CopyOnWriteArrayList<>();
    private final List<Consumer<SandboxMessage>> listeners = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor callers = threads("sandbox-webhooks", CALLERS);
    private final ThreadPoolExecutor teller = threads("sandbox-listeners", 1);

    Afterwards(MessageBox box, Webhooks webhooks) {
        this.box = box;
        this.webhooks = webhooks;
    }

    void accepted(Stored stored) {
        SandboxMessage message = stored.message();
        boolean sms = message.channel().equals("sms");
        // Counted now: when the answer is made, further messages may have come.
        int nth = sms && !rules.isEmpty() ? box.smsTo(message.to()) : 0;
        try {
            if (sms) {
                callers.execute(() -> {
                    webhooks.report(stored);
                    answer(message, nth);
                });
            }
            if (!listeners.isEmpty()) {
                teller.execute(() -> tell(message));
            }
        } catch (RejectedExecutionException e) {
            LOG.warn(
                    "The sandbox does not report on message {}: {} reports are waiting already, or it is closing. The message itself was kept.",
                    message.number(),
                    MOST_WAITING);
        }
    }

    void answer(ReplyRule rule) {
        rules.add(rule);
    }

    Sandbox.Listening listen(Consumer<SandboxMessage> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        callers.shutdownNow();
        teller.shutdownNow();
    }

    private void answer(SandboxMessage message, int nth) {
        for (ReplyRule rule : rules) {
            if (rule.nth() == nth && message.to().endsWith(rule.numberEndsWith())) {
                webhooks.inbound(Sids.message(), message.to(), message.from(), rule.text());
            }
        }
    }

    private void tell(SandboxMessage message) {
        for (Consumer<SandboxMessage> listener : listeners) {
            try {
                listener.accept(message);
            } catch (RuntimeException e) {
                LOG.warn("A listener of the sandbox failed at message {}; it stays registered", message.number(), e);
            }
        }
    }

    private static ThreadPoolExecutor threads(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                count, count, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
