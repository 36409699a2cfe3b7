package io.ripen.engine.internal.plumbing;

import io.ripen.engine.internal.check.AllowList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What plumbing routes may use. They are the operator's own, so the list is wide: everything that reaches providers. What
 * runs programs or code, or reads and writes files, must be listed by the operator.
 */
public final class PlumbingAllowList {
    private static final Set<String> COMPONENTS = Set.of(
            "direct",
            "channel",
            "seda",
            "log",
            "mock",
            "stub",
            "timer",
            "scheduler",
            "quartz",
            "cron",
            "twilio",
            "smtp",
            "smtps",
            "imap",
            "imaps",
            "pop3",
            "pop3s",
            "http",
            "https",
            "netty-http",
            "kafka",
            "salesforce",
            "sql",
            "jdbc",
            "jms",
            "amqp",
            "slack",
            "telegram",
            "validator",
            "xslt",
            "dataformat",
            "ripen-event");

    private static final Set<String> LANGUAGES = Set.of(
            "simple",
            "constant",
            "header",
            "variable",
            "exchangeProperty",
            "xpath",
            "jsonpath",
            "jq",
            "tokenize",
            "xtokenize");

    private static final Set<String> REFUSED_EIPS = Set.of("bean", "script", "process", "kamelet", "beanFactory");

    private PlumbingAllowList() {}

    public static AllowList with(Collection<String> components, Collection<String> languages) {
        Set<String> allComponents = new HashSet<>(COMPONENTS);
        allComponents.addAll(components);
        Set<String> allLanguages = new HashSet<>(LANGUAGES);
        allLanguages.addAll(languages);
        return new AllowList(allComponents, allLanguages, Set.of());
    }

    static boolean isRefusedEip(String name) {
        return REFUSED_EIPS.contains(name);
    }
}
