package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** What the API answered. */
record Answer(HttpResponse<String> response) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    String body() {
        return response.body();
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + response.body(), e);
        }
    }

    Answer expect(int status) {
        assertThat(status())
                .as("status of %s, which answered %s", response.request(), response.body())
                .isEqualTo(status);
        return this;
    }

    /** That this is a problem as every error must be. */
    Answer problem(int status) {
        expect(status);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("urn:ripen:problem:");
        for (String part : new String[] {"title", "detail", "cure"}) {
            assertThat(problem.path(part).asText()).as(part).isNotBlank();
        }
        assertThat(response.body()).doesNotContain("Exception", "\tat ", "com.fasterxml", "io.ripen");
        return this;
    }

    /** That the problem names the field. */
    Answer field(String field) {
        assertThat(json().path("field").asText()).as(response.body()).isEqualTo(field);
        return this;
    }

    Answer says(String words) {
        assertThat(json().path("detail").asText() + " " + json().path("cure").asText())
                .contains(words);
        return this;
    }
}
