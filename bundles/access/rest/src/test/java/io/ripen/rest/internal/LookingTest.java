package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.resource.OpenApiResource;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** GET and HEAD read and do nothing else: browsers, previews and proxies ask by themselves, and ask again. */
class LookingTest {
    /** Whatever else a GET calls must be looked at, and added here if it only reads. */
    private static final Set<String> READING = Set.of(
            "Accounts.find",
            "Accounts.list",
            "ApiTokens.list",
            "Audit.list",
            "Audit.verify",
            "Backlogs.behind",
            "Blocks.all",
            "Consents.newest",
            "Consents.of",
            "Contacts.find",
            "Conversations.of",
            "Enrollments.find",
            "Enrollments.list",
            "Erasure.find",
            "Erasure.preview",
            "EventListeners.all",
            "EventListeners.find",
            "EventListeners.quarantine",
            "EventLog.list",
            "ExternalIdentities.list",
            "Inbound.list",
            "Lint.hints",
            "Messages.find",
            "Messages.list",
            "OptOuts.standing",
            "PersonExport.of", // writes down who looked, and nothing else
            "Reports.sequence",
            "Reports.touches",
            "Reports.variants",
            "Sequences.all",
            "Sequences.find",
            "Sequences.source",
            "Suppressions.among",
            "Suppressions.find",
            "Tasks.find",
            "Tasks.list",
            "Teams.all",
            "Teams.find",
            "TemplateOverrides.list",
            "Timeline.of",
            "Transactions.call",
            "WebSessions.list");

    private final Set<String> called = new ConcurrentSkipListSet<>();
    private final RestServer api = new RestServer(this::watched);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyGetOfTheDescriptionOnlyReads() throws IOException {
        JsonNode paths =
                new ObjectMapper().readTree(new OpenApiResource().show()).get("paths");
        api.json("POST", "/contacts", "{\"email\":\"ann@acme.example\"}").expect(201);
        called.clear();
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            if (path.getValue().has("get")) {
                asked++;
                api.get(path.getKey()
                        .replace("{id}", path.getKey().contains("sequences") ? "new-lead-14-day" : "1001")
                        .replace("{team}", "default")
                        .replace("{file}", "day-1-intro.sms")
                        .replace("{name}", path.getKey().startsWith("/blocks") ? "all" : "phone:+14155550100"));
            }
        }

        assertThat(asked).isGreaterThan(25);
        assertThat(called).isSubsetOf(READING).contains("Timeline.of", "Conversations.of", "Tasks.list");
    }

    /** The same services; each call is noted. */
    private Resources.Behind watched(Resources.Behind behind) {
        try {
            RecordComponent[] parts = Resources.Behind.class.getRecordComponents();
            Object[] watched = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                Object part = parts[i].getAccessor().invoke(behind);
                watched[i] = part instanceof Needed<?> needed
                        ? watched(needed, (Class<?>)
                                ((ParameterizedType) parts[i].getGenericType()).getActualTypeArguments()[0])
                        : part;
            }
            Constructor<Resources.Behind> all = Resources.Behind.class.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return all.newInstance(watched);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Needed<Object> watched(Needed<?> needed, Class<?> type) {
        return () -> {
            Object service = needed.get();
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                if (!method.getName().equals("instant")) {
                    called.add(type.getSimpleName() + "." + method.getName());
                }
                try {
                    return method.invoke(service, arguments);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            });
        };
    }
}
