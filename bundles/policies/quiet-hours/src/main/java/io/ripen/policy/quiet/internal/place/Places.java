package io.ripen.policy.quiet.internal.place;

import io.ripen.crm.PostalAddress;
import io.ripen.policy.SendingWindows.ZoneSource;
import io.ripen.policy.quiet.internal.place.NumberPlaces.NumberPlace;
import io.ripen.team.Team;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a lead is. Their zone is the contact's own, else the postal address', else the phone number's, else the
 * team's. The law is that of the postal address, else of the number, else of the country that their own zone lies in, which is
 * the team's where it can be. Thread-safe.
 */
public final class Places {
    private final Geography geography = new Geography();
    private final NumberPlaces numbers = new NumberPlaces(geography);

    /** A number in E.164, from any spelling that is read in this country; null when it cannot be read. */
    public @Nullable String e164(String phone, String country) {
        return numbers.e164(phone, country);
    }

    /** @param e164 the number that is written to, or the lead's */
    public LeadPlace of(Team team, @Nullable ZoneId own, @Nullable PostalAddress address, @Nullable String e164) {
        Optional<NumberPlace> number = e164 == null ? Optional.empty() : numbers.of(e164);
        String country = country(address, number, team);
        Optional<String> state = address == null ? Optional.empty() : geography.state(country, address.region());
        String law = state.orElseGet(() -> number.filter(
                        each -> each.place().startsWith(country + "-") || !named(address))
                .map(NumberPlace::place)
                .orElseGet(() -> own == null || number.isPresent() || named(address) ? country : of(own, country)));
        if (own != null) {
            return new LeadPlace(List.of(own), ZoneSource.CONTACT, law);
        }
        List<ZoneId> zones = address == null ? List.of() : zones(country, state, named(address));
        // A country with several zones says less than a number in it.
        boolean vague = zones.size() > 1
                && state.isEmpty()
                && number.filter(each -> each.place().startsWith(country)).isPresent();
        if (!zones.isEmpty() && !vague) {
            return new LeadPlace(zones, ZoneSource.ADDRESS, law);
        }
        if (number.isPresent()) {
            return new LeadPlace(number.get().zones(), ZoneSource.PHONE, law);
        }
        return zones.isEmpty()
                ? new LeadPlace(List.of(team.zone()), ZoneSource.TEAM, law)
                : new LeadPlace(zones, ZoneSource.ADDRESS, law);
    }

    /** Where somebody is of whom only the zone is known: in the team's country if it can lie there, else where it lies. */
    private String of(ZoneId zone, String usual) {
        List<String> countries = geography.countriesOf(zone);
        if (countries.contains(usual) || countries.isEmpty() && geography.mayLieIn(zone, usual)) {
            return usual;
        }
        return countries.size() == 1 ? countries.get(0) : LeadPlace.NOWHERE;
    }

    /** Whether the law of a state may hold where a clock in this zone is; {@code where} as in a rule. */
    public boolean mayHold(String where, ZoneId zone) {
        return where.indexOf('-') < 0 || geography.mayLieIn(zone, where);
    }

    private List<ZoneId> zones(String country, Optional<String> state, boolean named) {
        if (state.isPresent()) {
            return geography.ofState(state.get());
        }
        return named ? geography.ofCountry(country) : List.of();
    }

    private boolean named(@Nullable PostalAddress address) {
        return address != null
                && written(address)
                        .filter(each -> !geography.ofCountry(each).isEmpty())
                        .isPresent();
    }

    private static Optional<String> written(PostalAddress address) {
        String country = address.country();
        return country == null || country.isBlank()
                ? Optional.empty()
                : Optional.of(country.strip().toUpperCase(Locale.ROOT));
    }

    private String country(@Nullable PostalAddress address, Optional<NumberPlace> number, Team team) {
        if (address != null && named(address)) {
            return written(address).orElseThrow();
        }
        return number.map(each -> each.place().substring(0, 2))
                .orElseGet(() -> team.region().toUpperCase(Locale.ROOT));
    }
}
