package io.ripen.delivery.internal.preview;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.audit.Change;
import io.ripen.channel.Channel;
import io.ripen.channel.TemplateCheck;
import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TemplateOverrideRow;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.render.ReadTemplates;
import io.ripen.delivery.internal.wording.OwnTemplates;
import io.ripen.message.TemplateOverrides;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import io.ripen.team.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Templates in teams' own words, kept in the database. Thread-safe. */
@Component
public final class KeptOverrides implements TemplateOverrides {
    private final Stores stores;
    private final Sequences sequences;
    private final InstalledChannels channels;
    private final OwnTemplates own;
    private final TemplateCheck check = new ReadTemplates();

    @Activate
    public KeptOverrides(
            @Reference Stores stores,
            @Reference Sequences sequences,
            @Reference InstalledChannels channels,
            @Reference OwnTemplates own) {
        this.stores = stores;
        this.sequences = sequences;
        this.channels = channels;
        this.own = own;
    }

    @Override
    public List<Template> all(Actor by, TeamId team, SequenceId sequence) {
        return by.sees(team) ? all(team, sequence) : List.of();
    }

    private List<Template> all(TeamId team, SequenceId sequence) {
        Optional<SequenceSource> source = sequences.source(sequence);
        Map<String, Template> templates = new TreeMap<>();
        source.ifPresent(found -> found.templates()
                .forEach((file, text) -> templates.put(file, new Template(file, text, text, null, null))));
        for (TemplateOverrideRow row :
                stores.transactions().call(work -> stores.templateOverrides().all(work))) {
            if (row.team().equals(team.value()) && row.sequence().equals(sequence.value())) {
                Template original = templates.get(row.file());
                templates.put(
                        row.file(),
                        new Template(
                                row.file(),
                                row.content(),
                                original == null ? null : original.original(),
                                row.changedBy(),
                                row.changedAt()));
            }
        }
        return new ArrayList<>(templates.values());
    }

    @Override
    public Optional<Template> find(Actor by, TeamId team, SequenceId sequence, String file) {
        return all(by, team, sequence).stream()
                .filter(each -> each.file().equals(file))
                .findFirst();
    }

    private static Change change(Actor by, String action, TeamId team, SequenceId sequence, String file) {
        return Change.of(by, action, "template:" + sequence + "/" + file).in(team);
    }

    @Override
    public List<Problem> put(Actor by, TeamId team, SequenceId sequence, String file, String content) {
        if (find(by, team, sequence, file).isEmpty()) {
            throw new IllegalArgumentException("Sequence '" + sequence + "' has no template '" + file + "'.");
        }
        by.require(Role.MANAGER, team);
        Template before = find(by, team, sequence, file).orElseThrow();
        Channel channel = channels.get(file.substring(file.lastIndexOf('.') + 1));
        List<Problem> problems =
                check.check(file, content, channel == null ? TemplateFormat.TEXT : channel.templateFormat());
        if (problems.isEmpty()) {
            TemplateOverrideRow row = new TemplateOverrideRow(
                    team.value(),
                    sequence.value(),
                    file,
                    content,
                    by.name(),
                    stores.clock().instant());
            stores.transactions().call(work -> {
                stores.templateOverrides().put(work, row);
                stores.audit()
                        .record(
                                work,
                                change(by, "template.worded", team, sequence, file)
                                        .value("content", before.content(), content));
                return row;
            });
            own.forget();
        }
        return problems;
    }

    @Override
    public boolean remove(Actor by, TeamId team, SequenceId sequence, String file) {
        if (!by.sees(team)) {
            return false;
        }
        by.require(Role.MANAGER, team);
        String before = find(by, team, sequence, file).map(Template::content).orElse("");
        boolean removed = stores.transactions().call(work -> {
            boolean was = stores.templateOverrides().remove(work, team.value(), sequence.value(), file);
            if (was) {
                stores.audit()
                        .record(
                                work,
                                change(by, "template.restored", team, sequence, file)
                                        .value("content", before, null));
            }
            return was;
        });
        own.forget();
        return removed;
    }
}
