package io.ripen.contacts.internal.person;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.AddressHash;
import io.ripen.core.store.ErasureRow;
import io.ripen.core.store.PersonRows;
import io.ripen.core.store.PersonRows.KeptConsent;
import io.ripen.core.store.PersonRows.KeptLink;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.policy.Blocks;
import io.ripen.sequence.Enrollments;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * One look through all tables for somebody who is erased, page by page, each page a transaction. Finds what is left, so it may be
 * broken off and begun again at any time, by two nodes at once too.
 */
final class ErasureLook {
    static final String REASON = "The person was erased.";
    private static final int PAGE = 1_000;

    private final Stores stores;
    private final Enrollments enrollments;
    private final PersonRows rows;

    /** One page; answers where it ended, or 0 when there is no more. */
    private interface Page {
        long in(UnitOfWork work, long after);
    }

    ErasureLook(Stores stores, Enrollments enrollments) {
        this.stores = stores;
        this.enrollments = enrollments;
        this.rows = stores.personRows();
    }

    /**
     * Looks.
     *
     * @param enough asked between two pages whether to break off
     * @return whether all was looked through
     */
    boolean through(ErasureRow row, BooleanSupplier enough) {
        long id = row.contact();
        PersonTraces traces = PersonTraces.read(row.traces());
        stores.transactions().call(work -> {
            enrollments.stopAll(work, new ContactId(id), null, REASON);
            rows.cancelPlanned(work, id);
            rows.fewRows(work, id);
            return true;
        });
        String pattern = traces.pattern();
        return pages(enough, (work, after) -> rows.messages(work, id, after, PAGE))
                && pages(enough, (work, after) -> rows.inbound(work, id, after, PAGE))
                && pages(enough, (work, after) -> rows.events(work, id, PAGE))
                && pages(enough, (work, after) -> rows.history(work, id, PAGE))
                && pages(enough, (work, after) -> rows.notifications(work, id, PAGE))
                && pages(enough, (work, after) -> rows.inboundOfNobody(work, pattern, PAGE))
                && pages(enough, (work, after) -> rows.eventsOfNobody(work, traces.all(), pattern, PAGE))
                && pages(enough, (work, after) -> links(work, traces))
                && pages(enough, (work, after) -> few(work, id, traces));
    }

    private boolean pages(BooleanSupplier enough, Page page) {
        long after = 0;
        do {
            if (enough.getAsBoolean()) {
                return false;
            }
            long from = after;
            after = stores.transactions().call(work -> page.in(work, from));
        } while (after != 0);
        return true;
    }

    private long few(UnitOfWork work, long id, PersonTraces traces) {
        Pattern any = Pattern.compile(traces.anyPattern());
        List<KeptConsent> consents = new ArrayList<>();
        for (KeptConsent each : rows.consents(work, id, traces.addresses())) {
            consents.add(new KeptConsent(
                    each.id(),
                    each.kind(),
                    AddressHash.isHash(each.address())
                            ? each.address()
                            : stores.addressHash().of(each.kind(), each.address()),
                    traces.isWithoutName() || named(any, each.wording()) ? "" : each.wording(),
                    named(any, each.source()) ? "erased" : each.source()));
        }
        rows.rewrite(work, consents);
        rows.policyMemory(work, traces.pattern());
        rows.outbox(work, id, traces.pattern());
        if (others(work, traces)) {
            return 0;
        }
        List<String> blocks = new ArrayList<>();
        traces.addresses().forEach((kind, of) -> of.forEach(each -> blocks.add(Blocks.address(kind, each))));
        rows.blocks(work, blocks);
        return 0;
    }

    private boolean others(UnitOfWork work, PersonTraces traces) {
        return !stores.contacts()
                .findByAddresses(work, traces.of(AddressKind.PHONE), traces.of(AddressKind.EMAIL))
                .isEmpty();
    }

    /** A link that was given to the person still leads to its page, which is not told any more who comes. */
    private long links(UnitOfWork work, PersonTraces traces) {
        Pattern any = Pattern.compile(traces.anyPattern(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        List<KeptLink> found = rows.links(work, traces.linkPattern(), PAGE);
        for (KeptLink each : found) {
            rows.lead(
                    work,
                    new KeptLink(
                            each.id(),
                            each.name(),
                            traces.isWithoutName() ? UnnamedUrl.host(each.url()) : UnnamedUrl.of(each.url(), any)));
        }
        return found.size();
    }

    private static boolean named(Pattern any, String text) {
        return any.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
