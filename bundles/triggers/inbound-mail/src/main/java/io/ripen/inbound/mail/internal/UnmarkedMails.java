package io.ripen.inbound.mail.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The mails that were taken in while everything was held, by Message-ID. They stay unread, since the node may be a copy, and
 * the original has to find them. So they are passed over at each look until the hold is lifted; then they are offered once more,
 * count as had come before, and are marked as read. Thread-safe. After a restart they are offered once more as well.
 */
final class UnmarkedMails extends ServiceSupport implements IdempotentRepository {
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final BooleanSupplier held;

    /** @param held whether everything is held, also while nobody can say; asked before each look and after each mail */
    UnmarkedMails(BooleanSupplier held) {
        this.held = held;
    }

    /** Before a look into the mailbox. */
    void look() {
        if (!taken.isEmpty() && !held.getAsBoolean()) {
            taken.clear();
        }
    }

    /** Whether a mail that was just taken in has to stay unread. */
    boolean keepsUnread(String id) {
        boolean unread = held.getAsBoolean();
        if (unread) {
            taken.add(id);
        }
        return unread;
    }

    /** False for a mail that is not to be fetched now. It counts as taken in only when it was kept. */
    @Override
    public boolean add(String id) {
        return !taken.contains(id);
    }

    @Override
    public boolean contains(String id) {
        return taken.contains(id);
    }

    @Override
    public boolean remove(String id) {
        return taken.remove(id);
    }

    @Override
    public boolean confirm(String id) {
        return true;
    }

    @Override
    public void clear() {
        taken.clear();
    }
}
