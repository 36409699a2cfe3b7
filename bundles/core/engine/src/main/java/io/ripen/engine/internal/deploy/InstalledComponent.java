package io.ripen.engine.internal.deploy;

import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.channel.TemplateCheck;
import io.ripen.message.Lint;
import io.ripen.step.Step;
import io.ripen.step.StepType;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerType;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Follows channels, steps and triggers in OSGi as they come and go. */
@Component(service = InstalledComponent.class)
public final class InstalledComponent {
    private final InstalledKinds kinds = new InstalledKinds();

    public InstalledKinds kinds() {
        return kinds;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addChannel(Channel channel, Map<String, Object> properties) {
        for (String type : names(properties, ChannelType.PROPERTY)) {
            kinds.addChannel(type, channel, ranking(properties), id(properties));
        }
    }

    void removeChannel(Channel channel, Map<String, Object> properties) {
        for (String type : names(properties, ChannelType.PROPERTY)) {
            kinds.removeChannel(type, channel);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStep(Step step, Map<String, Object> properties) {
        for (String kind : names(properties, StepType.PROPERTY)) {
            kinds.addStep(kind, step, ranking(properties), id(properties));
        }
    }

    void removeStep(Step step, Map<String, Object> properties) {
        for (String kind : names(properties, StepType.PROPERTY)) {
            kinds.removeStep(kind, step);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTrigger(Trigger trigger, Map<String, Object> properties) {
        kinds.addTrigger(names(properties, TriggerType.PROPERTY), trigger, ranking(properties), id(properties));
    }

    void removeTrigger(Trigger trigger, Map<String, Object> properties) {
        kinds.removeTrigger(names(properties, TriggerType.PROPERTY), trigger);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTemplates(TemplateCheck check) {
        kinds.templates(check);
    }

    void unsetTemplates(TemplateCheck check) {
        kinds.templates(null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLint(Lint lint) {
        kinds.lint(lint);
    }

    void unsetLint(Lint lint) {
        kinds.lint(null);
    }

    private static List<String> names(Map<String, Object> properties, String name) {
        Object value = properties.get(name);
        return value instanceof String[] many ? List.of(many) : value instanceof String one ? List.of(one) : List.of();
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    private static long id(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_ID) instanceof Long id ? id : 0;
    }
}
