package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.conversation.ConversationEntry;
import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.event.Receipt;
import io.ripen.mail.Inbound;
import io.ripen.rest.internal.json.ContactBody;
import io.ripen.rest.internal.json.EventBody;
import io.ripen.rest.internal.json.HandwrittenBody;
import io.ripen.rest.internal.json.OutcomeBody;
import io.ripen.rest.internal.login.FailureLog;
import io.ripen.rest.internal.login.LoginFilter;
import io.ripen.rest.internal.login.Public;
import io.ripen.rest.internal.resource.EventsResource;
import io.ripen.rest.internal.resource.OpenApiResource;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.SequenceDescription;
import io.ripen.task.Task;
import io.ripen.timeline.TimelineEntry;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerOption;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description says what the resources do, and nothing else. */
class OpenApiTest {
    private JsonNode description;

    @BeforeEach
    void read() throws IOException {
        description = new ObjectMapper().readTree(new OpenApiResource().show());
    }

    @Test
    void namesEveryCallWithItsParametersAndBodies() {
        TreeMap<String, String> real = new TreeMap<>();
        for (Class<?> resource : resources()) {
            for (Method method : resource.getMethods()) {
                String verb = verb(method);
                if (verb != null) {
                    Path more = method.getAnnotation(Path.class);
                    String call =
                            verb + " /" + resource.getAnnotation(Path.class).value()
                                    + (more == null ? "" : "/" + more.value().replaceAll(": [^}]*}", "}"));
                    real.merge(call, parameters(method) + bodies(method), OpenApiTest::both);
                }
            }
        }
        TreeMap<String, String> described = new TreeMap<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                parameters(operation.getValue()) + bodies(operation.getValue()))));

        assertThat(described).isEqualTo(real);
    }

    @Test
    void saysWhatNeedsNoLoginAsTheFilterDoes() {
        Set<String> open = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getValue().has("security")) {
                        open.add(operation.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().substring(1));
                    }
                }));
        Set<String> marked = new TreeSet<>();
        for (Class<?> resource : resources()) {
            for (Method method : resource.getMethods()) {
                if (verb(method) != null
                        && (resource.isAnnotationPresent(Public.class) || method.isAnnotationPresent(Public.class))) {
                    marked.add(verb(method) + " "
                            + resource.getAnnotation(Path.class).value());
                }
            }
        }

        assertThat(open).isEqualTo(LoginFilter.PUBLIC).isEqualTo(marked);
    }

    @ParameterizedTest
    @CsvSource({
        "ContactBody",
        "Contact",
        "EventBody",
        "Receipt",
        "Came",
        "Enrollment",
        "Message",
        "Sequence",
        "TimelineEntry",
        "SandboxMessage",
        "Task",
        "Inbound",
        "OutcomeBody",
        "HandwrittenBody",
        "ConversationEntry",
        "Trigger",
        "TriggerOption"
    })
    void namesTheFields(String schema) {
        Class<?> type = switch (schema) {
            case "ContactBody" -> ContactBody.class;
            case "Contact" -> Contact.class;
            case "EventBody" -> EventBody.class;
            case "Receipt" -> Receipt.class;
            case "Came" -> EventsResource.Came.class;
            case "Enrollment" -> Enrollment.class;
            case "Message" -> Message.class;
            case "Sequence" -> SequenceDescription.class;
            case "TimelineEntry" -> TimelineEntry.class;
            case "Trigger" -> TriggerDescriptor.class;
            case "TriggerOption" -> TriggerOption.class;
            case "Task" -> Task.class;
            case "Inbound" -> Inbound.Kept.class;
            case "OutcomeBody" -> OutcomeBody.class;
            case "HandwrittenBody" -> HandwrittenBody.class;
            case "ConversationEntry" -> ConversationEntry.class;
            default -> SandboxMessage.class;
        };
        Set<String> described = new TreeSet<>();
        schema(schema).path("properties").fieldNames().forEachRemaining(described::add);

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void namesFaultsThatTheSandboxKnows() {
        Set<String> described = new TreeSet<>();
        schema("FaultBody").path("properties").path("fault").path("enum").forEach(each -> described.add(each.asText()));

        assertThat(Arrays.stream(Fault.values()).map(Enum::name)).containsAll(described);
    }

    @Test
    void refersToNothingThatIsNotThere() {
        description
                .findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private JsonNode schema(String name) {
        return description.path("components").path("schemas").path(name);
    }

    private static Set<Class<?>> resources() {
        return Resources.singletons(new Crm().behind(), null, new FailureLog(() -> 0), () -> 0).stream()
                .<Class<?>>map(Object::getClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .collect(Collectors.toSet());
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }

    private static String parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(parameter -> parameter != null)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private static String parameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        });
        return names.toString();
    }

    private static String bodies(Method method) {
        Consumes consumes = method.getAnnotation(Consumes.class);
        return (consumes == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList(consumes.value()))).toString();
    }

    private static String bodies(JsonNode operation) {
        Set<String> types = new TreeSet<>();
        operation.path("requestBody").path("content").fieldNames().forEachRemaining(types::add);
        return types.toString();
    }

    /** Several methods may serve one call, each with kinds of bodies of its own; the parameters are the same. */
    private static String both(String one, String other) {
        String parameters = one.substring(0, one.indexOf(']') + 1);
        assertThat(other).startsWith(parameters);
        Set<String> types = new TreeSet<>();
        for (String each : (one + other).replace(parameters, "").split("[\\[\\], ]+")) {
            if (!each.isEmpty()) {
                types.add(each);
            }
        }
        return parameters + types;
    }
}
