package io.ripen.engine.internal.check;

import io.ripen.sequence.Lead;
import io.ripen.text.NearestName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code body} in {@code ${body.company.size}}: calls of methods of {@link Lead} and of the values that it
 * returns, with literal arguments. The same parsed chain is what the checker allows and what runs, so there is no second
 * reading that could differ. A null on the way gives null. Thread-safe.
 */
public final class MethodChain {

    /** The chain calls what it may not, or cannot be read. */
    public static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1;

        private final String cure;

        NotAllowed(String message, String cure) {
            super(message);
            this.cure = cure;
        }

        public String why() {
            return String.valueOf(getMessage());
        }

        public String cure() {
            return cure;
        }
    }

    private record Call(Method method, Object[] arguments) {}

    private static final Set<String> ON_TEXT = Set.of(
            "length",
            "isEmpty",
            "isBlank",
            "trim",
            "strip",
            "toLowerCase",
            "toUpperCase",
            "contains",
            "startsWith",
            "endsWith",
            "equals",
            "equalsIgnoreCase",
            "substring",
            "indexOf");

    private final List<Call> calls;

    private MethodChain(List<Call> calls) {
        this.calls = calls;
    }

    /** @param text what follows {@code body}, beginning with {@code .} or {@code ?.}; may be empty */
    public static MethodChain parse(String text) throws NotAllowed {
        List<Call> calls = new ArrayList<>();
        Class<?> type = Lead.class;
        ChainReader reader = new ChainReader(text);
        while (!reader.atEnd()) {
            String name = reader.name();
            List<Object> arguments = reader.arguments();
            Call call = find(type, name, arguments);
            calls.add(call);
            type = call.method().getReturnType();
        }
        return new MethodChain(List.copyOf(calls));
    }

    /** The declared type of what it gives; {@link Lead} for the empty chain. */
    public Class<?> type() {
        return calls.isEmpty()
                ? Lead.class
                : calls.get(calls.size() - 1).method().getReturnType();
    }

    /** Calls the methods one after the other. */
    public @Nullable Object of(Lead lead) throws Exception {
        Object value = lead;
        for (Call call : calls) {
            if (value == null) {
                return null;
            }
            try {
                value = call.method().invoke(value, call.arguments());
            } catch (InvocationTargetException thrown) {
                if (thrown.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw thrown;
            }
        }
        return value;
    }

    private static Call find(Class<?> type, String name, List<Object> arguments) throws NotAllowed {
        if (!mayBeAsked(type)) {
            throw new NotAllowed(
                    "." + name + " asks a value of type " + type.getSimpleName() + ", of which nothing may be called.",
                    type == Map.class || type == Object.class
                            ? "Ask a custom field with ${body.field('name')}, and compare the whole value."
                            : "End the expression before it.");
        }
        String capital = name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        boolean sameName = false;
        for (Method method : type.getMethods()) {
            if (!allowed(type, method)) {
                continue;
            }
            boolean property = arguments.isEmpty()
                    && (method.getName().equals("get" + capital)
                            || method.getName().equals("is" + capital));
            if (method.getName().equals(name) || property) {
                sameName = true;
                if (fits(method.getParameterTypes(), arguments)) {
                    return new Call(method, arguments.toArray());
                }
            }
        }
        if (sameName) {
            throw new NotAllowed(
                    "The arguments of " + Findings.quote(name + "(" + written(arguments) + ")") + " do not fit.",
                    "Write " + signatures(type, name) + ".");
        }
        Collection<String> names = names(type);
        throw new NotAllowed(
                (type == Lead.class ? "A lead" : "A " + type.getSimpleName()) + " has no " + Findings.quote(name) + ".",
                NearestName.didYouMean(name, names) + "There is: " + String.join(", ", names) + ".");
    }

    private static boolean mayBeAsked(Class<?> type) {
        return type == String.class || type.getName().startsWith("io.ripen.") && !type.isEnum();
    }

    private static boolean allowed(Class<?> type, Method method) {
        if (Modifier.isStatic(method.getModifiers()) || method.getDeclaringClass() == Object.class) {
            return false;
        }
        if (type == String.class) {
            return ON_TEXT.contains(method.getName());
        }
        String name = method.getName();
        return !name.equals("hashCode") && !name.equals("equals") && method.getReturnType() != void.class;
    }

    private static boolean fits(Class<?>[] parameters, List<Object> arguments) {
        if (parameters.length != arguments.size()) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            Object argument = arguments.get(i);
            boolean fits = parameters[i].isInstance(argument)
                    || parameters[i] == int.class && argument instanceof Integer
                    || parameters[i] == boolean.class && argument instanceof Boolean;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Collection<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (allowed(type, method)) {
                String name = method.getName();
                int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
                boolean getter = prefix > 0 && name.length() > prefix && method.getParameterCount() == 0;
                names.add(
                        getter
                                ? name.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT)
                                        + name.substring(prefix + 1)
                                : name);
            }
        }
        names.remove("toString");
        return names;
    }

    private static String written(List<Object> arguments) {
        return String.join(", ", arguments.stream().map(String::valueOf).toList());
    }

    private static String signatures(Class<?> type, String name) {
        return String.join(
                " or ",
                Arrays.stream(type.getMethods())
                        .filter(method ->
                                allowed(type, method) && method.getName().equals(name))
                        .map(method -> name + "("
                                + String.join(
                                        ", ",
                                        Arrays.stream(method.getParameterTypes())
                                                .map(MethodChain::example)
                                                .toList())
                                + ")")
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static String example(Class<?> parameter) {
        return parameter == int.class ? "1" : parameter == boolean.class ? "true" : "'text'";
    }
}
