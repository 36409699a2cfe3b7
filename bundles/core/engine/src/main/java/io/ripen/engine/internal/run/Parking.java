package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.enroll.Slots;
import io.ripen.sequence.SequenceId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets parked leads go on when what they need is back. Everything that is installed here is looked for now and then as
 * well, because another node may have parked a lead for something that only this node has. Thread-safe.
 */
final class Parking {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);
    private static final int BATCH = 500;
    /** What a run is parked for that waits for a block to be lifted begins with this. */
    static final String BLOCK = "block:";
    /** Machine time; far longer than a transaction that parked a run for a block that was being lifted. */
    private static final Duration UNTIL_FORGOTTEN = Duration.ofMinutes(10);

    private final EngineParts parts;

    Parking(EngineParts parts) {
        this.parts = parts;
    }

    /** Everything that this node has; how many leads go on. */
    int resumeAll() {
        Set<String> here = new TreeSet<>();
        parts.gate().channels().forEach(channel -> here.add("channel:" + channel));
        for (SequenceId id : parts.sequences().inService()) {
            here.add("sequence:" + id);
            parts.sequences().current(id).map(CompiledSequence::needs).orElse(Set.of()).stream()
                    .filter(parts.sequences()::available)
                    .forEach(here::add);
        }
        int resumed = resumeUnblocked();
        for (String need : here) {
            resumed += resume(need);
        }
        return resumed;
    }

    private int resumeUnblocked() {
        List<String> lifted = parts.stores().machineTransactions().call(work -> {
            parts.stores()
                    .blocks()
                    .forget(work, parts.stores().clock().machine().instant().minus(UNTIL_FORGOTTEN));
            return parts.stores().blocks().lifted(work);
        });
        int resumed = 0;
        for (String name : lifted) {
            resumed += resume(BLOCK + name);
        }
        return resumed;
    }

    /** Leads parked for {@code need}; how many go on. */
    int resume(String need) {
        int all = 0;
        int some;
        do {
            some = parts.stores().machineTransactions().call(work -> {
                var now = parts.stores().clock().instant();
                List<EnrollmentRow> rows = parts.stores().parked().unpark(work, need, now, BATCH);
                if (!rows.isEmpty()) {
                    Journal journal = new Journal(parts.stores(), Slots.ofThread());
                    for (EnrollmentRow row : rows) {
                        journal.line(row, "resumed", row.step(), 0, words(need) + ". The lead goes on.");
                        journal.count(row.sequence(), null, "parked", -1);
                    }
                    journal.write(work);
                }
                return rows.size();
            });
            all += some;
        } while (some == BATCH);
        if (all > 0) {
            LOG.info("{}: {} parked leads go on.", words(need), all);
        }
        return all;
    }

    private static String words(String need) {
        return need.startsWith(BLOCK)
                ? "The block '" + need.substring(BLOCK.length()) + "' is lifted"
                : need + " is back";
    }
}
