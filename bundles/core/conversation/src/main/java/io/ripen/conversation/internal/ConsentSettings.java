package io.ripen.conversation.internal;

import io.ripen.team.Team;
import org.jspecify.annotations.Nullable;

/** What the configuration and a team's settings say about STOP, HELP and START. */
record ConsentSettings(boolean all, boolean providerConfirms, String confirmation, String help) {
    static final ConsentSettings DEFAULTS = new ConsentSettings(
            true,
            false,
            "{business}: You are unsubscribed and will get no more messages. Reply START to resubscribe.",
            "{business}: For help, {contact}. Reply STOP to opt out.");
    private static final String ALL = "all";
    private static final String CHANNEL = "channel";

    static ConsentSettings of(ConsentConfig config) {
        String scope = config.opt_out_scope().strip();
        if (!scope.equals(ALL) && !scope.equals(CHANNEL)) {
            throw new IllegalArgumentException("opt.out.scope in etc/" + ConsentConfig.PID + ".cfg is '" + scope
                    + "'. Use 'all' or 'channel'; until then replies are not taken in.");
        }
        return new ConsentSettings(
                scope.equals(ALL),
                config.provider_confirms(),
                config.confirmation().strip(),
                config.help().strip());
    }

    /** Whether an opt-out counts for all of a lead's addresses. What cannot be read counts as the wider one. */
    boolean all(Team team) {
        Object own = team.settings().get("optOutScope");
        return own == null ? all : !CHANNEL.equals(own);
    }

    /** Null when nothing is to be sent. */
    @Nullable String confirmation(Team team) {
        return filled(team, text(team, "optOutConfirmation", confirmation));
    }

    /** Null when nothing is to be sent. */
    @Nullable String help(Team team) {
        return filled(team, text(team, "helpAnswer", help));
    }

    private @Nullable String filled(Team team, String text) {
        String contact = text(team, "helpContact", "");
        return providerConfirms || text.isBlank()
                ? null
                : business(team, text)
                        .replace("{contact}", contact.isEmpty() ? "reply and a person answers" : "contact " + contact);
    }

    /** A team that nobody has named yet answers without a name, and not as "Default". */
    private static String business(Team team, String text) {
        return team.hasBusinessName()
                ? text.replace("{business}", team.businessName())
                : text.replace("{business}: ", "").replace("{business}", "we");
    }

    private static String text(Team team, String name, String otherwise) {
        return team.settings().get(name) instanceof String own ? own.strip() : otherwise;
    }
}
