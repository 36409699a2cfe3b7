package io.ripen.contacts.internal;

import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.PostalAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** What two say about one person, together. */
final class DraftMerge {
    private DraftMerge() {}

    /** What is said anew replaces what was there; what is not said stays. */
    static ContactDraft over(ContactDraft before, ContactDraft said) {
        Set<String> tags = new LinkedHashSet<>(before.tags());
        tags.addAll(said.tags());
        Map<String, Object> fields = new LinkedHashMap<>(before.fields());
        fields.putAll(said.fields());
        return new ContactDraft(
                before.team(),
                said(before.externalId(), said.externalId()),
                said(before.firstName(), said.firstName()),
                said(before.lastName(), said.lastName()),
                said(before.email(), said.email()),
                said(before.phone(), said.phone()),
                ContactFactory.tags(tags),
                said(before.owner(), said.owner()),
                said(before.source(), said.source()),
                said(before.stage(), said.stage()),
                said(before.timeZone(), said.timeZone()),
                said(before.score(), said.score()),
                both(before.address(), said.address(), DraftMerge::address),
                both(before.company(), said.company(), DraftMerge::company),
                both(before.consent(), said.consent(), DraftMerge::consent),
                fields);
    }

    private static <T> @Nullable T said(@Nullable T before, @Nullable T said) {
        return said == null ? before : said;
    }

    private static <T> @Nullable T both(@Nullable T before, @Nullable T said, BinaryOperator<T> merge) {
        if (before == null || said == null) {
            return said(before, said);
        }
        return merge.apply(before, said);
    }

    private static PostalAddress address(PostalAddress before, PostalAddress said) {
        return new PostalAddress(
                said(before.street(), said.street()),
                said(before.city(), said.city()),
                said(before.region(), said.region()),
                said(before.postalCode(), said.postalCode()),
                said(before.country(), said.country()));
    }

    private static Company company(Company before, Company said) {
        return new Company(
                said(before.name(), said.name()),
                said(before.size(), said.size()),
                said(before.industry(), said.industry()));
    }

    private static Consent consent(Consent before, Consent said) {
        return new Consent(said(before.sms(), said.sms()), said(before.email(), said.email()));
    }
}
