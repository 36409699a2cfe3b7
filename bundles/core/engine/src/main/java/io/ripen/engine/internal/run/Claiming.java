package io.ripen.engine.internal.run;

import io.ripen.core.store.CommitUnknownException;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EnrollmentStore;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims batches. When a batch cannot be written because of one of its leads, it is tried again without that lead's
 * effects, and if need be one lead at a time, so one bad lead never holds up the others. Belongs to the claiming thread.
 */
final class Claiming {
    private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

    private final EngineParts parts;
    private final NodeLease lease;
    private final Segments segments;
    /** Claims that are still to be made one lead at a time. */
    private int cautious;

    Claiming(EngineParts parts, NodeLease lease, Segments segments) {
        this.segments = segments;
        this.parts = parts;
        this.lease = lease;
    }

    /**
     * Claims up to {@code limit} due runs.
     *
     * @param room asked for anew at each attempt
     * @throws StoreUnavailableException when the database is away; nothing was claimed
     */
    Planned claim(int limit, Supplier<Room> room) {
        int wanted = cautious > 0 ? 1 : limit;
        cautious = Math.max(0, cautious - 1);
        Map<Long, Throwable> failures = new HashMap<>();
        long[] only = {0};
        long node = lease.node();
        while (true) {
            try {
                return parts.stores().machineTransactions().call(work -> {
                    List<EnrollmentRow> due = parts.stores()
                            .due()
                            .lock(work, parts.stores().clock().instant(), wanted);
                    only[0] = due.size() == 1 ? due.get(0).id() : 0;
                    return plan(work, node, due, failures, room.get());
                });
            } catch (LeadFailedException failed) {
                failures.put(failed.run(), cause(failed));
            } catch (CommitUnknownException unknown) {
                // Perhaps we own leads now that we know nothing of.
                giveUp(node, unknown);
                return Planned.NOTHING;
            } catch (StoreUnavailableException away) {
                throw away;
            } catch (RuntimeException broken) {
                if (only[0] == 0) {
                    LOG.error("A batch of leads cannot be written; they are tried one at a time.", broken);
                    cautious = parts.settings().batch();
                    return Planned.NOTHING;
                }
                if (failures.putIfAbsent(only[0], broken) != null) {
                    throw broken; // not even its failure can be written
                }
                LOG.error("Run {} cannot be written; it is tried again later.", only[0], broken);
            }
        }
    }

    private Planned plan(
            UnitOfWork work, long node, List<EnrollmentRow> due, Map<Long, Throwable> failures, Room room) {
        if (due.isEmpty()) {
            return Planned.NOTHING;
        }
        Map<ContactId, Contact> contacts = lockContacts(work, due);
        Planning planning = new Planning(parts, work, node, 0, room, segments);
        BatchFacts facts = BatchFacts.within(parts.stores(), parts.zones(), work, due);
        for (EnrollmentRow run : due) {
            planning.add(run, contacts.get(new ContactId(run.contact())), facts, failures.get(run.id()));
        }
        return planning.write();
    }

    /**
     * Claims again, for good, runs whose foreign segment has been run.
     *
     * @param ran all claimed as one node
     * @throws StoreUnavailableException when the database is away; nothing was written, and they are to be tried again
     * @throws RuntimeException when they cannot be written together, or one not even as failed; nothing was written
     */
    Planned resume(List<Planned.Foreign> ran, Supplier<Room> room) {
        Map<Long, Planned.Foreign> byRun = new HashMap<>();
        ran.forEach(each -> byRun.put(each.job().run.id(), each));
        Map<Long, Throwable> failures = new HashMap<>();
        long node = ran.get(0).node();
        while (true) {
            try {
                return parts.stores().machineTransactions().call(work -> {
                    EnrollmentStore enrollments = parts.stores().enrollments();
                    List<EnrollmentRow> mine = enrollments.lockByIds(work, new TreeSet<>(byRun.keySet())).stream()
                            .filter(row -> Planning.isMine(row, node))
                            .toList();
                    Map<ContactId, Contact> contacts = lockContacts(work, mine);
                    Planning planning = new Planning(parts, work, node, node, room.get(), segments);
                    for (EnrollmentRow row : mine) {
                        Job job = Objects.requireNonNull(byRun.get(row.id())).job();
                        Contact contact = contacts.getOrDefault(job.contact.id(), job.contact);
                        planning.addRan(job, row, contact, failures.get(row.id()));
                    }
                    return planning.write();
                });
            } catch (LeadFailedException failed) {
                failures.put(failed.run(), cause(failed));
            } catch (CommitUnknownException unknown) {
                // Perhaps messages are planned now that we know nothing of.
                giveUp(node, unknown);
                return Planned.NOTHING;
            } catch (StoreUnavailableException away) {
                throw away;
            } catch (RuntimeException broken) {
                long only = ran.size() == 1 ? ran.get(0).job().run.id() : 0;
                if (only == 0 || failures.putIfAbsent(only, broken) != null) {
                    throw broken;
                }
                LOG.error("Run {} cannot be written; it is tried again later.", only, broken);
            }
        }
    }

    /** As another node we leave the leads to whoever comes: that one looks first how far they are. */
    private void giveUp(long node, CommitUnknownException unknown) {
        LOG.warn(
                "Whether node {} committed what it claimed is unknown; it gives its leads up and goes on as a new node.",
                node,
                unknown);
        try {
            lease.renew(node);
        } catch (StoreUnavailableException away) {
            LOG.warn(
                    "Its leads could not be given back now; they are when its lease has run out: {}",
                    away.getMessage());
        }
    }

    /** When the next run is due; empty when none waits. */
    Optional<Instant> next() {
        return parts.stores()
                .machineTransactions()
                .call(work -> parts.stores().due().earliest(work));
    }

    private Map<ContactId, Contact> lockContacts(UnitOfWork work, List<EnrollmentRow> runs) {
        Set<ContactId> ids = new TreeSet<>();
        runs.forEach(run -> ids.add(new ContactId(run.contact())));
        return ids.isEmpty() ? Map.of() : parts.stores().contacts().lock(work, ids);
    }

    private static Throwable cause(LeadFailedException failed) {
        return failed.getCause() == null ? failed : failed.getCause();
    }
}
