package io.ripen.tracking.internal;

import io.ripen.crm.Leads.Key;
import io.ripen.crm.Leads.Known;
import io.ripen.crm.Leads.Rule;
import io.ripen.team.TeamId;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** A form as it is configured: what the visitor's browser sends can change nothing of it. Immutable. */
@Component(
        service = ConfiguredForm.class,
        immediate = true,
        configurationPid = FormConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FormConfig.class, factory = true)
public final class ConfiguredForm {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");

    private final String name;
    private final TeamId team;
    private final String source;
    private final Set<String> tags;
    private final Set<String> fields;
    private final CallingCodes callingCodes;
    private final Rule rule;
    private final String thankYou;
    private final Set<String> origins;
    private final String honeypot;

    @Activate
    public ConfiguredForm(FormConfig config) {
        name = config.name().strip();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name '" + name + "' of a form in etc/" + FormConfig.PID
                    + "-*.cfg is not valid: use 1 to 50 of a-z, 0-9, '-' and '_'. The form is not served.");
        }
        team = new TeamId(config.team().strip());
        source = config.source().isBlank() ? "form:" + name : config.source().strip();
        tags = set(config.tags(), false);
        fields = set(config.fields(), false);
        origins = set(config.origins(), true);
        callingCodes = codes(config);
        rule = rule(config);
        honeypot = config.honeypot().strip();
        thankYou = config.thankYou().strip();
        if (!thankYou.isEmpty() && Sites.http(thankYou) == null) {
            throw new IllegalArgumentException("thankYou of form '" + name + "' is '" + thankYou
                    + "', which is no whole address. Write it as https://acme.example/thanks. The form is not served.");
        }
    }

    private Rule rule(FormConfig config) {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        for (String each : Lists.of(config.match())) {
            keys.add(one("match", each, "email", "phone").equals("email") ? Key.EMAIL : Key.PHONE);
        }
        return new Rule(
                keys,
                one("contact", config.contact(), "make", "find").equals("make"),
                Known.valueOf(
                        one("known", config.known(), "leave", "fill", "update").toUpperCase(Locale.ROOT)),
                true);
    }

    private String one(String key, String written, String... allowed) {
        for (String each : allowed) {
            if (each.equalsIgnoreCase(written.strip())) {
                return each;
            }
        }
        throw new IllegalArgumentException(key + " = " + written + " of form '" + name + "' is none of "
                + String.join(", ", allowed) + ". The form is not served.");
    }

    private CallingCodes codes(FormConfig config) {
        try {
            return new CallingCodes(set(config.callingCodes(), false));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "callingCodes of form '" + name + "': " + wrong.getMessage() + " The form is not served.", wrong);
        }
    }

    /** Whether a phone number that somebody typed in may be kept. */
    boolean takesNumber(String number) {
        return callingCodes.allow(number);
    }

    private static Set<String> set(String[] values, boolean lower) {
        Set<String> set = new LinkedHashSet<>();
        for (String value : Lists.of(values)) {
            set.add(lower ? value.toLowerCase(Locale.ROOT) : value);
        }
        return set;
    }

    String name() {
        return name;
    }

    TeamId team() {
        return team;
    }

    String source() {
        return source;
    }

    /** How somebody who fills it in is made or found. */
    Rule rule() {
        return rule;
    }

    Set<String> tags() {
        return tags;
    }

    /** The empty string for none. */
    String thankYou() {
        return thankYou;
    }

    String honeypot() {
        return honeypot;
    }

    boolean keeps(String field) {
        return fields.isEmpty() || fields.contains(field);
    }

    /** Whether a page of this origin may use the form; a request without one comes from no script of another's page. */
    boolean allows(@Nullable String origin) {
        return origin == null || origins.isEmpty() || origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** Whether a script of this origin may read the answer: only one that is named. */
    boolean isNamed(String origin) {
        return origins.contains(origin.toLowerCase(Locale.ROOT));
    }
}
