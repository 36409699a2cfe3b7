package io.ripen.delivery.internal.gate;

import io.ripen.channel.Channel;
import io.ripen.core.store.LinkTarget;
import io.ripen.core.store.TouchRequest;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.links.Links;
import io.ripen.delivery.internal.render.MergeData;
import io.ripen.delivery.internal.render.MessageLinks;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.delivery.internal.render.Templates;
import io.ripen.delivery.internal.render.UnrenderableException;
import io.ripen.delivery.internal.wording.Closing;
import io.ripen.delivery.internal.wording.OwnTemplates;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns touches into texts, in the words that their teams had at one moment: the sequence's template or the team's own, filled
 * in, with what a message must end with. Made for one batch.
 */
public final class TouchRendering {
    private static final String AUTO_SUBMITTED = "Auto-Submitted";

    private final InstalledChannels channels;
    private final Templates templates;
    private final Links links;
    private final Function<TeamId, Team> teams;
    private final Closing closing;
    private final OwnTemplates.Snapshot own;

    public TouchRendering(
            InstalledChannels channels,
            Templates templates,
            Links links,
            Function<TeamId, Team> teams,
            Closing closing,
            OwnTemplates.Snapshot own) {
        this.channels = channels;
        this.templates = templates;
        this.links = links;
        this.teams = teams;
        this.closing = closing;
        this.own = own;
    }

    /** A template's content, and what it is kept prepared by. */
    private record Source(String version, String file, Function<String, Optional<String>> files) {}

    /** One statement for the batch and not one for each message, where links differ from lead to lead. */
    void keepTargets(List<TouchRequest> requests) {
        Set<LinkTarget> targets = new HashSet<>();
        for (TouchRequest request : requests) {
            Channel channel = channels.get(request.channel());
            if (channel != null && isTracked(request)) {
                Source source = source(request);
                templates.targets(
                        source.version(),
                        source.file(),
                        channel.templateFormat(),
                        source.files(),
                        data(request, teams.apply(request.contact().team()), MessageLinks.NONE),
                        targets);
            }
        }
        if (!targets.isEmpty()) {
            links.keep(targets);
        }
    }

    Rendered render(long id, TouchRequest request, Team team, Channel channel) throws UnrenderableException {
        return render(links.of(id, isTracked(request)), request, team, channel);
    }

    /** With links of the caller's. */
    public Rendered render(MessageLinks ofMessage, TouchRequest request, Team team, Channel channel)
            throws UnrenderableException {
        Source source = source(request);
        Rendered rendered = templates.render(
                source.version(),
                source.file(),
                channel.templateFormat(),
                source.files(),
                data(request, team, ofMessage));
        if (rendered.text().isBlank() && rendered.html() == null) {
            throw new UnrenderableException(
                    "Template " + source.file() + " is empty for this lead. Write a text into it.");
        }
        boolean mail = Closing.isMail(channel);
        Rendered closed = closing.close(rendered, team, channel, mail ? ofMessage.unsubscribe() : "");
        Set<String> options = channel.options();
        if (!mail && (options.isEmpty() || request.options().isEmpty())) {
            return closed;
        }
        Map<String, String> headers = new LinkedHashMap<>(closed.headers());
        if (mail) {
            // No person wrote it (RFC 3834), whatever the template says of it.
            headers.keySet().removeIf(name -> name.equalsIgnoreCase(AUTO_SUBMITTED));
            headers.put(AUTO_SUBMITTED, "auto-generated");
            headers.put("List-Unsubscribe", "<" + ofMessage.unsubscribe() + ">");
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        request.options().forEach((name, value) -> {
            if (options.contains(name) && !name.equals("track")) {
                headers.put(name, value);
            }
        });
        return new Rendered(closed.subject(), closed.text(), closed.html(), headers);
    }

    private Source source(TouchRequest request) {
        String file = request.template() + "." + request.channel();
        OwnTemplates.Own wording = own.find(request.contact().team(), request.sequence(), file);
        return wording == null
                ? new Source(request.revision(), file, request.files())
                : new Source(wording.version(), file, name -> Optional.of(wording.content()));
    }

    private static boolean isTracked(TouchRequest request) {
        return !"off".equals(request.options().get("track"));
    }

    private static MergeData data(TouchRequest request, Team team, MessageLinks links) {
        return new MergeData(request.contact(), team, request.sequence(), request.step(), request.variables(), links);
    }
}
