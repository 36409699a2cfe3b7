package io.ripen.engine.internal.deploy;

import io.ripen.channel.Channel;
import io.ripen.channel.TemplateCheck;
import io.ripen.channel.TemplateFormat;
import io.ripen.engine.internal.check.Installed;
import io.ripen.message.Lint;
import io.ripen.sequence.Problem;
import io.ripen.step.Step;
import io.ripen.trigger.Trigger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Channels, steps and triggers by name, as bundles bring and take them. Of two of one name the higher service ranking
 * counts, then the lower service id. Thread-safe. Without OSGi: {@code new InstalledKinds().channel("sms", sms)}.
 */
public final class InstalledKinds implements Installed {

    /** Told after something came or went, with the need it serves, such as {@code channel:sms}. */
    @FunctionalInterface
    public interface Listener {
        void changed(String need, boolean available);
    }

    private record Offer<T>(T service, int ranking, long id) {}

    private static final String ANY = "*";

    private volatile @Nullable TemplateCheck templates;
    private volatile @Nullable Lint lint;
    private volatile Supplier<Set<String>> sequences = Set::of;

    private final Map<String, List<Offer<Channel>>> channels = new ConcurrentHashMap<>();
    private final Map<String, List<Offer<Step>>> steps = new ConcurrentHashMap<>();
    private final Map<String, List<Offer<Trigger>>> triggers = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** What checks templates; null for nothing. */
    public InstalledKinds templates(@Nullable TemplateCheck check) {
        templates = check;
        return this;
    }

    /** Says which sequences there are. */
    void sequences(Supplier<Set<String>> ids) {
        sequences = ids;
    }

    /** What says how sequences could be better; null for nothing. */
    public InstalledKinds lint(@Nullable Lint reader) {
        lint = reader;
        return this;
    }

    Optional<Lint> lint() {
        return Optional.ofNullable(lint);
    }

    @Override
    public List<Problem> templateProblems(String file, String text, TemplateFormat format) {
        TemplateCheck check = templates;
        return check == null ? List.of() : check.check(file, text, format);
    }

    @Override
    public Set<String> templateLinks(String file, String text, TemplateFormat format) {
        TemplateCheck check = templates;
        return check == null ? Set.of() : check.links(file, text, format);
    }

    @Override
    public Map<String, Integer> templateVariables(String file, String text, TemplateFormat format) {
        TemplateCheck check = templates;
        return check == null ? Map.of() : check.variables(file, text, format);
    }

    @Override
    public Set<String> sequences() {
        return sequences.get();
    }

    public InstalledKinds channel(String type, Channel channel) {
        addChannel(type, channel, 0, 0);
        return this;
    }

    public InstalledKinds step(String kind, Step step) {
        addStep(kind, step, 0, 0);
        return this;
    }

    public InstalledKinds trigger(Trigger trigger, String... on) {
        addTrigger(List.of(on), trigger, 0, 0);
        return this;
    }

    public void addChannel(String type, Channel channel, int ranking, long id) {
        add(channels, type, new Offer<>(channel, ranking, id));
        tell("channel:" + type, true);
    }

    public void removeChannel(String type, Channel channel) {
        remove(channels, type, channel);
        tell("channel:" + type, channels.containsKey(type));
    }

    public void addStep(String kind, Step step, int ranking, long id) {
        add(steps, kind, new Offer<>(step, ranking, id));
        tell("step:" + kind, true);
    }

    public void removeStep(String kind, Step step) {
        remove(steps, kind, step);
        tell("step:" + kind, steps.containsKey(kind));
    }

    public void addTrigger(List<String> on, Trigger trigger, int ranking, long id) {
        for (String each : on) {
            add(triggers, each, new Offer<>(trigger, ranking, id));
            tell("trigger:" + each, true);
        }
    }

    public void removeTrigger(List<String> on, Trigger trigger) {
        for (String each : on) {
            remove(triggers, each, trigger);
            tell("trigger:" + each, triggers.containsKey(each));
        }
    }

    /** Adds a listener; the result takes it away again. */
    public Runnable onChange(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether {@code channel:sms}, {@code step:contact} or {@code trigger:contact.created} is there. */
    public boolean has(String need) {
        int colon = need.indexOf(':');
        String name = need.substring(colon + 1);
        return switch (need.substring(0, Math.max(0, colon))) {
            case "channel" -> channel(name).isPresent();
            case "step" -> step(name).isPresent();
            case "trigger" -> trigger(name).isPresent();
            default -> false;
        };
    }

    @Override
    public Optional<Channel> channel(String type) {
        return best(channels, type);
    }

    @Override
    public Optional<Step> step(String kind) {
        return best(steps, kind);
    }

    @Override
    public Optional<Trigger> trigger(String on) {
        Optional<Trigger> own = best(triggers, on);
        return own.isPresent() ? own : best(triggers, ANY);
    }

    @Override
    public Set<String> channelTypes() {
        return new TreeSet<>(channels.keySet());
    }

    @Override
    public Set<String> stepKinds() {
        return new TreeSet<>(steps.keySet());
    }

    @Override
    public Set<String> triggerTypes() {
        return new TreeSet<>(triggers.keySet());
    }

    private static <T> void add(Map<String, List<Offer<T>>> map, String name, Offer<T> offer) {
        map.merge(name, List.of(offer), (before, one) -> {
            List<Offer<T>> offers = new java.util.ArrayList<>(before);
            offers.addAll(one);
            offers.sort(
                    Comparator.comparingInt((Offer<T> each) -> -each.ranking()).thenComparingLong(Offer::id));
            return List.copyOf(offers);
        });
    }

    private static <T> void remove(Map<String, List<Offer<T>>> map, String name, T service) {
        map.computeIfPresent(name, (unused, before) -> {
            List<Offer<T>> offers =
                    before.stream().filter(offer -> offer.service() != service).toList();
            return offers.isEmpty() ? null : offers;
        });
    }

    private static <T> Optional<T> best(Map<String, List<Offer<T>>> map, String name) {
        List<Offer<T>> offers = map.get(name);
        return offers == null ? Optional.empty() : Optional.of(offers.get(0).service());
    }

    private void tell(String need, boolean available) {
        listeners.forEach(listener -> listener.changed(need, available));
    }
}
