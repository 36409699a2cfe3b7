package io.ripen.trigger.hooks.internal;

import com.fasterxml.jackson.core.JsonPointer;
import io.ripen.team.TeamId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** A hook as it is configured. Immutable. */
@Component(
        service = Hook.class,
        immediate = true,
        configurationPid = HookConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HookConfig.class, factory = true)
public final class Hook {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

    private final String name;
    private final String event;
    private final TeamId team;
    private final Proof proof;
    private final HookLead lead;
    private final @Nullable MailProvider provider;
    private final @Nullable JsonPointer each;
    private final @Nullable JsonPointer type;
    private final @Nullable JsonPointer id;
    private final @Nullable JsonPointer at;
    private final @Nullable JsonPointer data;

    @Activate
    public Hook(HookConfig config) {
        name = config.name().strip();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name '" + name + "' of a hook in etc/" + HookConfig.PID
                    + "-*.cfg is not valid: use 1 to 50 of a-z, 0-9, '-' and '_'. The hook is not served.");
        }
        provider = provider(config);
        event = provider != null && config.event().isBlank()
                ? provider.word()
                : config.event().strip();
        if (!TYPE.matcher(event).matches()) {
            throw new IllegalArgumentException("The event '" + event + "' of the hook '" + name
                    + "' is no event type: write a lower-case dotted name, such as purchase. The hook is not served.");
        }
        team = new TeamId(config.team().strip());
        proof = new Proof(config);
        try {
            lead = new HookLead(config);
            each = pointer("each", config.each());
            type = pointer("type", provider != null ? "/type" : config.type());
            id = pointer("id", provider != null ? "" : config.id());
            at = pointer("at", provider != null ? "/at" : config.at());
            data = pointer("data", provider != null ? "/data" : config.data());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The hook '" + name + "': " + wrong.getMessage() + " The hook is not served.", wrong);
        }
    }

    private static @Nullable MailProvider provider(HookConfig config) {
        if (config.provider().isBlank()) {
            return null;
        }
        try {
            return MailProvider.named(config.provider());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The hook '" + config.name().strip() + "': " + wrong.getMessage() + " The hook is not served.",
                    wrong);
        }
    }

    /** @throws IllegalArgumentException when it is none */
    static @Nullable JsonPointer pointer(String key, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return JsonPointer.compile(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    key + " = " + text.strip() + " is no JSON pointer (RFC 6901): write it as /customer/email.", wrong);
        }
    }

    String name() {
        return name;
    }

    String event() {
        return event;
    }

    TeamId team() {
        return team;
    }

    Proof proof() {
        return proof;
    }

    HookLead lead() {
        return lead;
    }

    /** The provider of mail whose words are read; null for a sender whose JSON the hook's places describe. */
    @Nullable MailProvider provider() {
        return provider;
    }

    /** Where the list stands whose elements are told each by itself. */
    @Nullable JsonPointer each() {
        return each;
    }

    @Nullable JsonPointer type() {
        return type;
    }

    @Nullable JsonPointer id() {
        return id;
    }

    @Nullable JsonPointer at() {
        return at;
    }

    @Nullable JsonPointer data() {
        return data;
    }
}
