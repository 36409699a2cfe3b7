package io.ripen.inbound.mail.internal.read;

import java.util.List;
import java.util.Set;

/** The wording of quotations and signatures, from {@code quotes.txt}. */
final class Quotes {
    private static final WordLists LISTS = WordLists.load("quotes.txt");

    static final List<String> LEADS = LISTS.get("attribution-lead");
    static final List<String> VERBS = LISTS.get("attribution-verb");
    static final List<String> ORIGINAL = LISTS.get("original");
    static final List<String> SENT_FROM = LISTS.get("sent-from");
    static final List<String> POSTSCRIPTS = LISTS.get("postscript");
    static final Set<String> CLOSINGS = Set.copyOf(LISTS.get("closing"));
    static final Set<String> FROM = Set.copyOf(LISTS.get("label-from"));
    static final Set<String> SENT = Set.copyOf(LISTS.get("label-sent"));
    static final Set<String> TO = Set.copyOf(LISTS.get("label-to"));
    static final Set<String> SUBJECT = Set.copyOf(LISTS.get("label-subject"));

    private Quotes() {}
}
