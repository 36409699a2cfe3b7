package io.ripen.delivery.internal.gate;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.LinkTarget;
import io.ripen.core.store.TouchRequest;
import io.ripen.delivery.internal.render.MergeData;
import io.ripen.delivery.internal.render.MessageLinks;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.delivery.internal.render.UnrenderableException;
import io.ripen.team.Team;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns touches into texts. Thread-safe. */
final class TouchRendering {
    private final GateParts parts;

    TouchRendering(GateParts parts) {
        this.parts = parts;
    }

    /** One statement for the batch and not one for each message, where links differ from lead to lead. */
    void keepTargets(List<TouchRequest> requests) {
        Set<LinkTarget> targets = new HashSet<>();
        for (TouchRequest request : requests) {
            Channel channel = parts.channels().get(request.channel());
            if (channel != null && isTracked(request)) {
                parts.templates()
                        .targets(
                                request.revision(),
                                file(request),
                                channel.templateFormat(),
                                request.files(),
                                data(request, parts.team(request.contact().team()), MessageLinks.NONE),
                                targets);
            }
        }
        if (!targets.isEmpty()) {
            parts.links().keep(targets);
        }
    }

    Rendered render(long id, TouchRequest request, Team team, Channel channel) throws UnrenderableException {
        String file = file(request);
        TemplateFormat format = channel.templateFormat();
        MessageLinks links = parts.links().of(id, isTracked(request));
        Rendered rendered =
                parts.templates().render(request.revision(), file, format, request.files(), data(request, team, links));
        if (rendered.text().isBlank() && rendered.html() == null) {
            throw new UnrenderableException("Template " + file + " is empty for this lead. Write a text into it.");
        }
        Set<String> own = channel.options();
        boolean mail = format == TemplateFormat.MAIL && channel.addressKind() == AddressKind.EMAIL;
        if (!mail && (own.isEmpty() || request.options().isEmpty())) {
            return rendered;
        }
        Map<String, String> headers = new LinkedHashMap<>(rendered.headers());
        if (mail) {
            headers.put("List-Unsubscribe", "<" + links.unsubscribe() + ">");
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        request.options().forEach((name, value) -> {
            if (own.contains(name) && !name.equals("track")) {
                headers.put(name, value);
            }
        });
        return new Rendered(rendered.subject(), rendered.text(), rendered.html(), headers);
    }

    private static boolean isTracked(TouchRequest request) {
        return !"off".equals(request.options().get("track"));
    }

    private static String file(TouchRequest request) {
        return request.template() + "." + request.channel();
    }

    private static MergeData data(TouchRequest request, Team team, MessageLinks links) {
        return new MergeData(request.contact(), team, request.sequence(), request.step(), request.variables(), links);
    }
}
