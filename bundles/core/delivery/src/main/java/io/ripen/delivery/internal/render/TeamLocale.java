package io.ripen.delivery.internal.render;

import io.ripen.team.Team;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * How a team's readers write numbers, money and dates: its settings {@code locale} and {@code currency}.
 *
 * @param currency the one that amounts are in
 */
record TeamLocale(Locale locale, Currency currency) {
    /** A team's setting: language and country, {@code de-DE}; English as the team's region writes it when there is none. */
    static final String LOCALE = "locale";
    /** A team's setting: three letters, {@code EUR}; what the locale's country pays with when there is none. */
    static final String CURRENCY = "currency";

    private static final Set<Locale> KNOWN = Set.of(Locale.getAvailableLocales());
    private static final Currency DOLLAR = Currency.getInstance("USD");

    /** What is written wrong counts as not set: a message does not wait for it. */
    static TeamLocale of(Team team) {
        Locale named = Locale.forLanguageTag(
                TeamWords.text(team, LOCALE, "").replace('_', '-').strip());
        Locale home = new Locale(named.getLanguage().isEmpty() ? "en" : named.getLanguage(), team.region());
        Locale locale = named.getCountry().isEmpty() || !KNOWN.contains(named) ? home : named;
        return new TeamLocale(locale, currency(TeamWords.text(team, CURRENCY, ""), locale));
    }

    private static Currency currency(String named, Locale locale) {
        try {
            Currency own = named.isEmpty()
                    ? Currency.getInstance(locale)
                    : Currency.getInstance(named.toUpperCase(Locale.ROOT));
            return own == null ? DOLLAR : own;
        } catch (IllegalArgumentException unknown) {
            return named.isEmpty() ? DOLLAR : currency("", locale);
        }
    }
}
