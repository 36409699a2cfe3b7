package io.ripen.engine.internal.check;

import io.ripen.text.NearestName;
import java.util.Map;

/** What to write instead of what a sequence may not have. */
final class Cures {
    private static final String OPERATOR_EIP =
            " An operator can allow it with sequence.eips in etc/io.ripen.engine.cfg.";

    private static final String LOOK_OUTSIDE =
            "Let a plumbing route fetch it and write it to a field of the contact, then ask ${body.field('name')}.";
    private static final String ROUTE_BY_LEAD =
            "Use <choice> with a <to> for each way: where a lead goes must stand in the file.";
    private static final String OWN_CODE =
            "Write a step bundle (@StepType) for what needs code, and use its step here.";
    private static final String FAILURES =
            "Leave it out: the engine retries a step that fails, and onFail= of a message says what happens then.";

    private static final Map<String, String> EIPS = Map.ofEntries(
            Map.entry("toD", ROUTE_BY_LEAD),
            Map.entry("recipientList", ROUTE_BY_LEAD),
            Map.entry("routingSlip", ROUTE_BY_LEAD),
            Map.entry("dynamicRouter", ROUTE_BY_LEAD),
            Map.entry("enrich", LOOK_OUTSIDE),
            Map.entry("pollEnrich", LOOK_OUTSIDE),
            Map.entry("poll", LOOK_OUTSIDE),
            Map.entry("process", OWN_CODE),
            Map.entry("bean", OWN_CODE),
            Map.entry("script", OWN_CODE),
            Map.entry("kamelet", OWN_CODE),
            Map.entry("delay", "Use <to id=\"…\" uri=\"wait:10 minutes\"/>: a wait that survives a restart."),
            Map.entry("throttle", "Leave it out: how fast messages go out is the channel's and the policies' affair."),
            Map.entry("wireTap", "Use <to>: what runs beside the lead's own way could not be repeated after a crash."),
            Map.entry("threads", "Leave it out: the engine runs many leads at once by itself."),
            Map.entry("aggregate", "Leave it out: a sequence is about one lead, and nothing waits in memory."),
            Map.entry("resequence", "Leave it out: a sequence is about one lead, and nothing waits in memory."),
            Map.entry("split", "Write the steps one after the other: a sequence is about one lead."),
            Map.entry("loop", "Write the steps one after the other, or enroll the lead again with reentry=."),
            Map.entry("multicast", "Write the steps one after the other."),
            Map.entry("circuitBreaker", FAILURES),
            Map.entry("onFallback", FAILURES),
            Map.entry("doTry", FAILURES),
            Map.entry("doCatch", FAILURES),
            Map.entry("doFinally", FAILURES),
            Map.entry("onException", FAILURES),
            Map.entry("errorHandler", FAILURES),
            Map.entry("onCompletion", "Put the step at the end of the route."),
            Map.entry("saga", FAILURES),
            Map.entry("transacted", "Leave it out: what a segment does to our data is one transaction anyway."),
            Map.entry("throwException", "Use <stop/> to end the run, or <filter> to leave steps out."),
            Map.entry("validate", "Use <filter> with the same condition around the steps that need it."),
            Map.entry("rollback", FAILURES),
            Map.entry("idempotentConsumer", "Leave it out: each step is done once for each run by itself."),
            Map.entry("loadBalance", "Use <choice> with ${random(2)} kept in a variable."),
            Map.entry("sample", "Use <filter> with ${random(10)} == 0."),
            Map.entry("sort", OWN_CODE),
            Map.entry("marshal", "Leave it to a plumbing route."),
            Map.entry("unmarshal", "Leave it to a plumbing route."),
            Map.entry("convertBodyTo", "Leave it to a plumbing route."),
            Map.entry("setProperty", "Use <setVariable>: variables survive waits."),
            Map.entry("intercept", "Leave it out: the timeline shows every step."),
            Map.entry("interceptFrom", "Leave it out: the timeline shows every step."),
            Map.entry("interceptSendToEndpoint", "Leave it out: policies may refuse a message."));

    private static final Map<String, String> LANGUAGES = Map.of(
            "method", OWN_CODE,
            "ref", "Write the expression itself as <simple>.",
            "language", "Write <simple>.",
            "constant", "Write <constant>.",
            "xpath", "Let a plumbing route read the XML.",
            "jsonpath", "Let a plumbing route read the JSON.");

    private Cures() {}

    static String eip(String name) {
        String cure = EIPS.get(name);
        return cure == null
                ? NearestName.didYouMean(name, Grammar.DEFAULT_EIPS) + "A sequence may have: "
                        + String.join(
                                ", ", Grammar.DEFAULT_EIPS.stream().sorted().toList()) + "."
                : cure + OPERATOR_EIP;
    }

    static String language(String name) {
        return LANGUAGES.getOrDefault(name, "Write <simple>, such as <simple>${body.hasTag('VIP')}</simple>.")
                + " An operator can allow it with sequence.languages in etc/io.ripen.engine.cfg.";
    }

    static String component(String scheme) {
        String cure = switch (scheme) {
            case "smtp", "smtps" -> "Use email:TEMPLATE. ";
            case "twilio" -> "Use sms:TEMPLATE. ";
            case "timer", "quartz", "scheduler", "cron" -> "Use wait:TIME. ";
            case "bean", "class", "exec", "language" -> OWN_CODE + " ";
            case "mail", "mailto" -> "Did you mean 'email'? ";
            default -> "Use a channel or a step that is installed. ";
        };
        return cure
                + "An operator who trusts the authors of sequences with it can allow it with sequence.components in"
                + " etc/io.ripen.engine.cfg.";
    }
}
