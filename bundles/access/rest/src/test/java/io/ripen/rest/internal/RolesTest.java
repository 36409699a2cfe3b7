package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.access.Role;
import io.ripen.rest.internal.resource.OpenApiResource;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call by each role, driven from the description: a new call is in it by itself, and is closed to all but admins until its
 * mark and the description say something else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
    private static final String TOLD = "x-ripen-role";
    private RestServer server;

    @BeforeAll
    void open() {
        server = new RestServer();
        server.crm.mailReaderThere = false;
        for (Role each : Role.values()) {
            server.crm.people.join(each);
        }
    }

    @AfterAll
    void close() {
        server.close();
    }

    /** Verb, path, a kind of body that it takes, the role that the description tells, and who tries. */
    static List<Arguments> grid() throws IOException {
        List<Arguments> grid = new ArrayList<>();
        JsonNode paths =
                new ObjectMapper().readTree(new OpenApiResource().show()).path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation.getValue().has("security"))
                        .forEach(operation -> Stream.of(Role.values())
                                .forEach(role -> grid.add(Arguments.of(
                                        operation.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey(),
                                        contentType(operation.getValue()),
                                        operation.getValue().path(TOLD).asText(),
                                        role)))));
        return grid;
    }

    private static String contentType(JsonNode operation) {
        Iterator<String> types = operation.path("requestBody").path("content").fieldNames();
        return types.hasNext() ? types.next() : "";
    }

    @Test
    void theGridIsNotEmpty() throws IOException {
        assertThat(grid()).hasSizeGreaterThan(150);
    }

    @ParameterizedTest(name = "{0} {1} by a {4}: {3}")
    @MethodSource("grid")
    void eachCallIsOpenToThoseWhomItsDescriptionNames(String verb, String path, String type, String needed, Role role) {
        boolean open =
                needed.equals("any") || Role.of(needed).filter(role::includes).isPresent();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.uri(path.replaceAll("\\{(team)}", "default").replaceAll("\\{[a-z]+}", "1")))
                .header("Authorization", RestServer.basic(role.word(), People.PASSWORD));
        HttpRequest.BodyPublisher nothing =
                type.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString("{}");
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        Answer answer = server.send(request.method(verb, nothing).build());
        if (open) {
            assertThat(answer.status()).as(answer.body()).isNotIn(401, 403, 500);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            assertThat(answer.json().path("type").asText()).isEqualTo("urn:ripen:problem:role");
            assertThat(answer.body()).contains("admin").doesNotContain("corréct");
        }
    }

    @Test
    void everyCallTellsItsRole() throws IOException {
        assertThat(grid())
                .allSatisfy(
                        each -> assertThat((String) each.get()[3]).isIn("any", "admin", "viewer", "agent", "manager"));
    }

    @Test
    void aWrongPasswordIsNobodys() {
        HttpRequest wrong = HttpRequest.newBuilder(server.uri("/me"))
                .header("Authorization", RestServer.basic("viewer", "another"))
                .build();
        assertThat(server.send(wrong).status()).isEqualTo(401);
    }

    @Test
    void whoCallsIsTold() {
        Answer me = server.send(HttpRequest.newBuilder(server.uri("/me"))
                .header("Authorization", RestServer.basic("Agent", People.PASSWORD))
                .build());
        assertThat(me.json().path("name").asText()).isEqualTo("agent");
        assertThat(me.json().path("kind").asText()).isEqualTo("person");
        assertThat(me.json().path("admin").asBoolean()).isFalse();
        assertThat(me.json().path("roles").path("default").asText()).isEqualTo("agent");
        assertThat(server.get("/me").json().path("admin").asBoolean()).isTrue();
    }

    @Test
    void whileTooManySignInTheOthersAreToldToComeBack() {
        server.crm.people.busy = true;
        try {
            Answer busy = server.send(HttpRequest.newBuilder(server.uri("/me"))
                    .header("Authorization", RestServer.basic("agent", People.PASSWORD))
                    .build());
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.header("Retry-After")).isEqualTo("3");
            assertThat(server.get("/me").status()).as("the administrator").isEqualTo(200);
            Answer health = server.send(HttpRequest.newBuilder(server.uri("/health"))
                    .header("Authorization", RestServer.basic("agent", People.PASSWORD))
                    .build());
            assertThat(health.status()).as("a public call").isEqualTo(200);
        } finally {
            server.crm.people.busy = false;
        }
    }
}
