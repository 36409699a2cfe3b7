package io.ripen.delivery.internal.lint;

import io.ripen.delivery.internal.gate.GateConfig;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.lint.ReadRoute.ReadStep;
import io.ripen.delivery.internal.wording.Closing;
import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.sequence.SequenceSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The rules that marketers' guides agree on. Thread-safe. */
@Component(service = Lint.class, configurationPid = GateConfig.PID)
public final class SequenceLint implements Lint {
    private final Closing closing;

    @Activate
    public SequenceLint(GateConfig config) {
        this(GateSettings.of(config).closing());
    }

    private SequenceLint(Closing closing) {
        this.closing = closing;
    }

    /** Without OSGi. */
    public static SequenceLint with(Closing closing) {
        return new SequenceLint(closing);
    }

    @Override
    public List<Hint> hints(SequenceSource source) {
        List<Hint> found = new ArrayList<>();
        ReadRoute route = ReadRoute.of(source.xml());
        if (route == null) {
            return List.of();
        }
        RouteRules.check(route, source.name(), found);
        TextRules.Hints hints = new TextRules.Hints(closing, found);
        Set<String> read = new HashSet<>();
        for (ReadStep step : route.touches()) {
            String file = step.uri().file();
            String content = source.templates().get(file);
            if (content != null && !read.contains(file)) {
                FieldRules.check(step, file, content, found);
            }
            ReadTemplate template = content == null || !read.add(file) ? null : read(step, file, content);
            if (template != null) {
                TextRules.check(template, hints);
            }
        }
        return List.copyOf(found);
    }

    private static @Nullable ReadTemplate read(ReadStep step, String file, String content) {
        return step.uri().scheme().equals("email")
                ? ReadTemplate.mail(step, file, content)
                : ReadTemplate.text(step, file, content);
    }
}
