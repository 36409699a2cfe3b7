package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.crm.ContactImport;
import io.ripen.event.Event;
import io.ripen.health.HealthCheck;
import io.ripen.rest.internal.resource.HealthResource;
import io.ripen.sequence.EnrollmentState;
import io.ripen.team.TeamId;
import io.ripen.transaction.StoreUnavailableException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RestTest {
    private RestServer api;

    @BeforeEach
    void start() {
        api = new RestServer();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private String ann() {
        return api.json(
                        "POST",
                        "/contacts",
                        "{\"firstName\":\"Ann\",\"email\":\"ann@example.com\",\"tags\":[\"New Lead\"]}")
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    @Nested
    class AContact {
        @Test
        void isCreatedWithAllThatWasSaid() {
            Answer created = api.json(
                            "POST",
                            "/contacts",
                            "{\"externalId\":4711,\"firstName\":\"Ann\",\"lastName\":\"Lee\",\"email\":\"ann@example.com\",\"phone\":\"+14155550100\",\"tags\":[\"New"
                                    + " Lead\",\"VIP\"],\"team\":\"default\","
                                    + "\"owner\":\"kim\",\"source\":\"web-form\",\"stage\":\"New\",\"timeZone\":\"America/Los_Angeles\",\"score\":7,\"address\":{\"street\":\"1"
                                    + " Main St\",\"city\":\"Reno\",\"region\":\"NV\","
                                    + "\"postalCode\":\"89501\",\"country\":\"US\"},"
                                    + "\"company\":{\"name\":\"Acme\",\"size\":40,\"industry\":\"Toys\"},"
                                    + "\"consent\":{\"sms\":true,\"email\":false},\"fields\":{\"plan\":\"gold\",\"n\":2}}")
                    .expect(201);

            assertThat(created.header("Location")).isEqualTo("/api/v1/contacts/1001");
            assertThat(created.header("ETag")).isEqualTo("\"1\"");
            JsonNode contact = created.json();
            assertThat(contact.path("id").isTextual()).isTrue();
            assertThat(contact.path("externalId").asText()).isEqualTo("4711");
            assertThat(contact.path("address").path("region").asText()).isEqualTo("NV");
            assertThat(contact.path("company").path("size").asInt()).isEqualTo(40);
            assertThat(contact.path("consent").path("email").asBoolean(true)).isFalse();
            assertThat(contact.path("fields").path("n").asInt()).isEqualTo(2);
            assertThat(contact.path("timeZone").asText()).isEqualTo("America/Los_Angeles");
            assertThat(contact.path("createdAt").asText()).isEqualTo("2026-11-22T09:00:00Z");
            assertThat(api.get("/contacts/1001").expect(200).json()).isEqualTo(contact);
        }

        @Test
        void isASecondOneWithTheSameEmailButNotWithTheSameExternalId() {
            String body = "{\"externalId\":\"x1\",\"email\":\"ann@example.com\"}";
            String first = api.json("POST", "/contacts", body)
                    .expect(201)
                    .json()
                    .path("id")
                    .asText();

            Answer second = api.json("POST", "/contacts", body).problem(409);
            assertThat(second.json().path("existing").asText()).isEqualTo(first);
            api.json("POST", "/contacts", "{\"email\":\"ann@example.com\"}").expect(201);
        }

        @Test
        void namesEveryFieldThatIsWrong() {
            JsonNode problem = api.json("POST", "/contacts", "{\"email\":\"x\",\"timeZone\":\"Mars/Base\"}")
                    .problem(400)
                    .json();

            assertThat(problem.path("errors").findValuesAsText("field")).containsExactly("email", "timeZone");
            assertThat(api.crm.kept).isEmpty();
        }

        @Test
        void isChangedByPatchInWhatIsNamedOnly() {
            String id = ann();

            Answer changed = api.json(
                            "PATCH", "/contacts/" + id, "{\"firstName\":\"Anna\",\"tags\":[\"new lead\",\"Warm\"]}")
                    .expect(200);

            assertThat(changed.json().path("firstName").asText()).isEqualTo("Anna");
            assertThat(changed.json().path("email").asText()).isEqualTo("ann@example.com");
            // The tag that she has keeps its spelling.
            assertThat(changed.json().path("tags").toString()).isEqualTo("[\"New Lead\",\"Warm\"]");
            assertThat(changed.header("ETag")).isEqualTo("\"2\"");
            assertThat(api.json("PATCH", "/contacts/" + id, "{\"firstName\":null}")
                            .expect(200)
                            .json()
                            .path("firstName")
                            .isNull())
                    .isTrue();
            assertThat(api.json("PATCH", "/contacts/" + id, "{}")
                            .expect(200)
                            .json()
                            .path("version")
                            .asInt())
                    .isEqualTo(3);
        }

        @Test
        void isNotChangedOnTheGroundsOfAnOlderVersion() {
            String id = ann();
            api.json("PATCH", "/contacts/" + id, "{\"firstName\":\"Anna\"}").expect(200);

            api.send(api.request("/contacts/" + id)
                            .header("Content-Type", "application/json")
                            .header("If-Match", "\"1\"")
                            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"firstName\":\"Annie\"}"))
                            .build())
                    .problem(412);

            assertThat(api.get("/contacts/" + id).json().path("firstName").asText())
                    .isEqualTo("Anna");
        }

        @Test
        void isNotSentAgainToWhoHasIt() {
            String id = ann();

            Answer unchanged = api.send(api.request("/contacts/" + id)
                    .header("If-None-Match", "\"1\"")
                    .build());

            unchanged.expect(304);
            assertThat(unchanged.response().body()).isEmpty();
        }

        @Test
        void isTagged() {
            String id = ann();

            assertThat(api.json("POST", "/contacts/" + id + "/tags", "{\"add\":[\"VIP\"],\"remove\":[\"New Lead\"]}")
                            .expect(200)
                            .json()
                            .path("tags")
                            .toString())
                    .isEqualTo("[\"VIP\"]");
        }

        @Test
        void isDeletedOnce() {
            String id = ann();

            assertThat(api.delete("/contacts/" + id).expect(204).response().body())
                    .isEmpty();
            api.delete("/contacts/" + id).problem(404);
            api.get("/contacts/" + id).problem(404).says("There is no contact '" + id + "'");
        }

        @Test
        void hasATimeline() {
            JsonNode timeline = api.get("/contacts/" + ann() + "/timeline?limit=5")
                    .expect(200)
                    .json();

            assertThat(timeline.path("items").get(0).path("kind").asText()).isEqualTo("sent");
            assertThat(timeline.path("items").get(0).path("data").path("limit").asInt())
                    .isEqualTo(5);
        }
    }

    @Nested
    class AnImport {
        private static final String CSV = "email,first_name\nann@example.com,Änn\nbad,Bob\ncid@example.com,Cid\n";

        @Test
        void keepsTheGoodRowsAndNamesTheRefused() {
            JsonNode result = api.post(
                            "/contacts/import?tag=Webinar,Trial&tag=May&source=fair",
                            "text/csv",
                            CSV.getBytes(StandardCharsets.UTF_8))
                    .expect(200)
                    .json();

            assertThat(result.toString())
                    .isEqualTo("{\"created\":2,\"updated\":0,\"refused\":1,\"refusals\":"
                            + "[{\"line\":3,\"field\":\"email\",\"reason\":\"This is no e-mail address.\"}],"
                            + "\"warned\":0,\"warnings\":[]}");
            assertThat(api.crm.imports)
                    .containsExactly(
                            new ContactImport.Options(TeamId.DEFAULT, Set.of("Webinar", "Trial", "May"), "fair"));
            assertThat(api.crm.importedLines).containsExactly("ann@example.com,Änn", "cid@example.com,Cid");
        }

        @Test
        void goesToATeamThatExists() {
            assertThat(api.post("/contacts/import?team=defualt", "text/csv", CSV.getBytes(StandardCharsets.UTF_8))
                            .problem(400)
                            .json()
                            .path("cure")
                            .asText())
                    .startsWith("Did you mean 'default'?");
            assertThat(api.crm.imports).isEmpty();
        }

        @Test
        void readsTheCharsetThatTheHeaderNames() {
            api.post("/contacts/import", "text/csv; charset=iso-8859-1", CSV.getBytes(StandardCharsets.ISO_8859_1))
                    .expect(200);

            assertThat(api.crm.importedLines).contains("ann@example.com,Änn");
        }

        @Test
        void takesTheFileOfAForm() {
            String form = "--xYz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n"
                    + "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\n"
                    + "Content-Type: text/csv\r\n\r\n" + CSV + "\r\n--xYz--\r\n";

            assertThat(api.post(
                                    "/contacts/import",
                                    "multipart/form-data; boundary=xYz",
                                    form.getBytes(StandardCharsets.UTF_8))
                            .expect(200)
                            .json()
                            .path("created")
                            .asInt())
                    .isEqualTo(2);
        }

        @Test
        void isNotHeldInMemory() {
            Answer answer =
                    api.post("/contacts/import", "text/csv", new Repeated("email\n", "ann@example.com\n", 3_000_000));

            // 48 MB went through; what a row costs in memory is not the API's.
            assertThat(answer.expect(200).json().path("created").asInt()).isEqualTo(3_000_000);
        }

        @Test
        void saysWhatWasKeptWhenAFormEndsInTheMiddle() {
            String form = "--xYz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n" + CSV;

            api.post("/contacts/import", "multipart/form-data; boundary=xYz", form.getBytes(StandardCharsets.UTF_8))
                    .problem(400)
                    .says("Its first 2 rows were imported");
        }

        @Test
        void refusesAHeaderThatIsUnusable() {
            api.post("/contacts/import", "text/csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))
                    .problem(400)
                    .field("header");
        }
    }

    @Nested
    class AnEvent {
        @Test
        void countsOnce() {
            String id = ann();
            String body = "{\"id\":\"e1\",\"type\":\"appointment.booked\",\"contactId\":" + id
                    + ",\"at\":\"2026-11-22T10:00:00+01:00\",\"data\":{\"room\":null,\"guests\":2}}";

            api.json("POST", "/events", body).expect(201);
            JsonNode second = api.json("POST", "/events", body).expect(200).json();

            assertThat(second.path("duplicate").asBoolean()).isTrue();
            assertThat(second.path("contacts").get(0).asText()).isEqualTo(id);
            assertThat(api.crm.events).hasSize(1);
            Event event = api.crm.events.get(0);
            assertThat(event.at()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
            assertThat(event.data()).containsOnlyKeys("guests");
        }

        @Test
        void isAboutANumberInNationalSpellingToo() {
            api.json("POST", "/contacts", "{\"phone\":\"+14155550100\"}").expect(201);

            api.json("POST", "/events", "{\"id\":\"e1\",\"type\":\"page.viewed\",\"phone\":\"(415) 555-0100\"}")
                    .expect(201);

            assertThat(api.crm.events.get(0).address()).isEqualTo("+14155550100");
        }

        @Test
        void isAboutAnAddressToo() {
            api.json("POST", "/events", "{\"id\":7,\"type\":\"page.viewed\",\"phone\":\"+14155550100\"}")
                    .expect(201);

            Event event = api.crm.events.get(0);
            assertThat(event.id()).isEqualTo("7");
            assertThat(event.address()).isEqualTo("+14155550100");
            assertThat(event.at()).isEqualTo(Crm.NOW);
        }
    }

    @Nested
    class ASequence {
        @Test
        void isListedAndShown() {
            JsonNode shown = api.get("/sequences/welcome").expect(200).json();

            assertThat(shown.path("steps").get(0).path("id").asText()).isEqualTo("hello");
            assertThat(shown.path("deployedAt").asText()).isEqualTo("2026-11-22T09:00:00Z");
            assertThat(api.get("/sequences").expect(200).json().path("items").get(0))
                    .isEqualTo(shown);
            api.get("/sequences/other").problem(404).says("GET /api/v1/sequences");
        }

        @Test
        void isEnabledForATeam() {
            JsonNode state = api.json("PUT", "/teams/default/sequences/welcome", "{\"enabled\":false,\"settings\":{}}")
                    .expect(200)
                    .json();

            assertThat(state.toString())
                    .isEqualTo(
                            "{\"team\":\"default\",\"sequence\":\"welcome\",\"enabled\":false,\"settings\":{},\"warning\":null}");
            assertThat(api.json("PUT", "/teams/default/sequences/welcome", "{\"enabled\":true}")
                            .expect(200)
                            .json()
                            .path("warning")
                            .asText())
                    .contains("no business name", "PUT /api/v1/teams/default");
            api.json("PUT", "/teams/default/sequences/welcome", "{\"enabled\":false}")
                    .expect(200);
            assertThat(api.crm.runs.enabled).containsEntry("welcome", false);
            assertThat(api.json("PUT", "/teams/defualt/sequences/welcome", "{\"enabled\":true}")
                            .problem(404)
                            .json()
                            .path("cure")
                            .asText())
                    .startsWith("Did you mean 'default'?");
            api.json("PUT", "/teams/default/sequences/nope", "{\"enabled\":true}")
                    .problem(404);
        }

        @Test
        void takesNoSettingThatNothingReads() {
            api.json("PUT", "/teams/default/sequences/welcome", "{\"enabled\":true,\"settings\":{\"smsFrom\":\"+1\"}}")
                    .problem(400)
                    .says("Nothing reads the setting 'smsFrom'");

            assertThat(api.crm.runs.enabled).isEmpty();
        }

        @Test
        void enrollsByHandOnce() {
            String id = ann();

            Answer enrolled = api.json("POST", "/sequences/welcome/enrollments", "{\"contactId\":\"" + id + "\"}")
                    .expect(201);

            assertThat(enrolled.header("Location")).isEqualTo("/api/v1/enrollments/1");
            assertThat(enrolled.json().path("contact").asText()).isEqualTo(id);
            assertThat(api.json("POST", "/sequences/welcome/enrollments", "{\"contactId\":" + id + "}")
                            .problem(409)
                            .json()
                            .path("existing")
                            .asText())
                    .isEqualTo("1");
            api.json("POST", "/sequences/closed/enrollments", "{\"contactId\":" + id + "}")
                    .problem(409)
                    .says("not enabled");
            api.json("POST", "/sequences/nope/enrollments", "{\"contactId\":" + id + "}")
                    .problem(404);
            api.json("POST", "/sequences/welcome/enrollments", "{\"contactId\":99}")
                    .problem(400)
                    .field("contactId");
        }

        @Test
        void hasAReport() {
            assertThat(api.get("/reports/sequences/welcome").expect(200).json().toString())
                    .isEqualTo("{\"sequence\":\"welcome\",\"totals\":{\"enrolled\":3},\"steps\":"
                            + "[{\"step\":\"hello\",\"kind\":\"sms\",\"touch\":{\"number\":1,\"stage\":\"awareness\","
                            + "\"goal\":\"get a reply\",\"content\":\"introduction\"},\"counts\":{\"sent\":2}}]}");
            assertThat(api.get("/reports/sequences/welcome/touches?by=goal")
                            .expect(200)
                            .json()
                            .toString())
                    .isEqualTo("{\"items\":[{\"group\":\"get a reply\",\"counts\":{\"sent\":2}}]}");
            api.get("/reports/sequences/welcome/touches?by=mood").problem(400).field("by");
            api.get("/reports/sequences/nope/touches").problem(404);
            api.get("/reports/sequences/nope").problem(404);
            assertThat(api.get("/reports/sequences/welcome/variants")
                            .expect(200)
                            .json()
                            .path("items")
                            .isArray())
                    .isTrue();
            api.get("/reports/sequences/nope/variants").problem(404);
        }
    }

    @Nested
    class Lists {
        @Test
        void arePagedByTheAddressInNext() {
            for (int i = 0; i < 5; i++) {
                api.crm.runs.add(1001, EnrollmentState.ACTIVE);
            }
            api.crm.runs.add(1001, EnrollmentState.STOPPED);

            JsonNode first = api.get("/enrollments?state=active&limit=2&contact=1001")
                    .expect(200)
                    .json();
            JsonNode second = api.get(first.path("next").asText().substring("/api/v1".length()))
                    .expect(200)
                    .json();
            JsonNode third = api.get(second.path("next").asText().substring("/api/v1".length()))
                    .expect(200)
                    .json();

            assertThat(first.path("items").findValuesAsText("id")).containsExactly("1", "2");
            assertThat(second.path("items").findValuesAsText("id")).containsExactly("3", "4");
            assertThat(third.path("items").findValuesAsText("id")).containsExactly("5");
            assertThat(third.path("next").isNull()).isTrue();
        }

        @Test
        void ofMessagesAreFiltered() {
            JsonNode unknown = api.get("/messages?state=UNKNOWN").expect(200).json();

            assertThat(unknown.path("items").findValuesAsText("providerId")).containsExactly("SM5");
            assertThat(api.get("/messages/5").expect(200).json())
                    .isEqualTo(unknown.path("items").get(0));
            api.get("/messages/99").problem(404);
        }
    }

    @Nested
    class ARun {
        @Test
        void isStoppedByWhoIsLoggedIn() {
            api.crm.runs.add(1001, EnrollmentState.ACTIVE);

            api.delete("/enrollments/1").expect(204);
            api.delete("/enrollments/2").problem(404);

            assertThat(api.crm.runs.reasons).containsExactly("Stopped by admin over the API.");
        }

        @Test
        void isRetriedWhenItErrored() {
            api.crm.runs.add(1001, EnrollmentState.ERRORED);
            api.crm.runs.add(1001, EnrollmentState.COMPLETED);

            assertThat(api.json("POST", "/enrollments/1/retry", "")
                            .expect(200)
                            .json()
                            .path("id")
                            .asText())
                    .isEqualTo("1");
            api.json("POST", "/enrollments/2/retry", "").problem(409).says("COMPLETED");
        }
    }

    @Nested
    class TheSandbox {
        @Test
        void showsWhatItReceived() {
            JsonNode page =
                    api.get("/sandbox/messages?after=1&limit=1").expect(200).json();

            assertThat(page.path("items").findValuesAsText("providerId")).containsExactly("SM2");
            assertThat(page.path("next").asText()).isEqualTo("/api/v1/sandbox/messages?after=2&limit=1");
        }

        @Test
        void isToldToFailAndToAnswer() {
            api.json("POST", "/sandbox/faults", "{\"fault\":\"accept-then-reset\",\"times\":3}")
                    .expect(200);
            assertThat(api.json("POST", "/sandbox/replies", "{\"from\":\"+14155550100\",\"text\":\"Yes\"}")
                            .expect(200)
                            .json()
                            .path("status")
                            .asInt())
                    .isEqualTo(200);

            assertThat(api.crm.sandbox.told).containsExactly("ACCEPT_THEN_RESET 3", "+14155550100 Yes");
        }

        @Test
        void sendsMailsBackAsALeadsMailboxDoes() {
            assertThat(api.json("POST", "/sandbox/replies", "{\"from\":\"ann@acme.example\",\"kind\":\"soft-bounce\"}")
                            .expect(200)
                            .json()
                            .path("kind")
                            .asText())
                    .isEqualTo("bounce");
            api.json(
                            "POST",
                            "/sandbox/replies",
                            "{\"from\":\"ann@acme.example\",\"text\":\"Call me\",\"subject\":\"Re: Hi\"}")
                    .expect(200);
            api.json("POST", "/sandbox/replies", "{\"from\":\"nobody@acme.example\",\"text\":\"Hi\"}")
                    .problem(400)
                    .says("No mail went to nobody@acme.example");
            api.json("POST", "/sandbox/replies", "{\"from\":\"whatsapp:+14155550100\",\"text\":\"Hi\"}")
                    .expect(200);

            assertThat(api.crm.sandbox.told)
                    .containsExactly(
                            "SOFT_BOUNCE ann@acme.example null null",
                            "REPLY ann@acme.example Re: Hi Call me",
                            "whatsapp:+14155550100 Hi");
        }

        @Test
        void isNotFoundWhereThereIsNone() {
            api.crm.sandboxThere = false;

            api.get("/sandbox/messages").problem(404).says("There is no sandbox");
            api.json("POST", "/sandbox/replies", "{\"from\":\"+14155550100\",\"text\":\"Yes\"}")
                    .problem(404);
        }
    }

    @Nested
    class CheckingASequence {
        private static final String XML = "<routes><route id='welcome'><from uri='sequence:welcome?on=tag.added'/>"
                + "<to id='hello' uri='sms:hello'/></route></routes>";

        @Test
        void usesTheTemplatesOfTheDeployedOne() {
            JsonNode answer = api.post("/tools/sequence", "application/xml", XML.getBytes(StandardCharsets.UTF_8))
                    .expect(200)
                    .json();

            assertThat(answer.toString())
                    .startsWith("{\"ok\":true,\"problems\":[],\"hints\":[{\"rule\":\"sms-one-segment\",");
            assertThat(api.crm.runs.checked.get(0).name()).isEqualTo("welcome.xml");
            assertThat(api.crm.runs.checked.get(0).templates()).containsEntry("hello.sms", "Hi!");
        }

        @Test
        void saysWhatDeployingWouldSay() {
            String xml = XML.replace("welcome", "other");

            assertThat(api.post("/tools/sequence", "text/plain", xml.getBytes(StandardCharsets.UTF_8))
                            .expect(200)
                            .json()
                            .toString())
                    .startsWith("{\"ok\":false,\"problems\":[{\"file\":\"other.xml\",\"line\":4,\"column\":7,"
                            + "\"message\":\"There is no template 'hello.sms'.\",\"cure\":\"Write it.\"}],\"hints\":[");
            assertThat(api.post(
                                    "/tools/sequence?templates=ignore",
                                    "application/xml",
                                    xml.getBytes(StandardCharsets.UTF_8))
                            .expect(200)
                            .json()
                            .path("ok")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void takesTemplatesAsJsonOrAsFiles() {
            String xml = XML.replace("welcome", "other");
            api.json(
                            "POST",
                            "/tools/sequence",
                            "{\"name\":\"other.xml\",\"xml\":\"" + xml + "\",\"templates\":{\"hello.sms\":\"Yo\"}}")
                    .expect(200);
            String form = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"hello.sms\"\r\n\r\nHey\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"other.xml\"\r\n\r\n" + xml
                    + "\r\n--b--";
            assertThat(api.post(
                                    "/tools/sequence",
                                    "multipart/form-data; boundary=\"b\"",
                                    form.getBytes(StandardCharsets.UTF_8))
                            .expect(200)
                            .json()
                            .path("ok")
                            .asBoolean())
                    .isTrue();

            assertThat(api.crm.runs.checked)
                    .extracting(each -> each.templates().get("hello.sms"))
                    .containsExactly("Yo", "Hey");
            assertThat(api.crm.runs.checked).extracting(each -> each.xml()).containsOnly(xml);
        }
    }

    @Nested
    class Health {
        @Test
        void isPublicAnd503WhenSomethingDoesNotWork() {
            HttpRequest ask = HttpRequest.newBuilder(api.uri("/health")).build();
            assertThat(api.send(ask).expect(200).json().path("status").asText()).isEqualTo("OK");

            api.crm.checks.add(new HealthResource.Check("engine", HealthCheck.Status.WARN, "Slow."));
            assertThat(api.send(ask).expect(200).json().path("status").asText()).isEqualTo("WARN");

            api.crm.checks.add(new HealthResource.Check("database", HealthCheck.Status.CRITICAL, "Away."));
            assertThat(api.send(ask).expect(503).json().path("checks").findValuesAsText("name"))
                    .containsExactly("engine", "database");
        }

        @Test
        void tellsAddressesPathsAndVersionsOnlyToWhoIsLoggedIn() {
            api.crm.checks.add(
                    new HealthResource.Check("database", HealthCheck.Status.OK, "jdbc:postgresql://db.internal/ripen"));

            Answer stranger =
                    api.send(HttpRequest.newBuilder(api.uri("/health")).build());
            Answer wrong = api.send(HttpRequest.newBuilder(api.uri("/health"))
                    .header("Authorization", RestServer.basic("admin", "guess"))
                    .build());

            assertThat(stranger.expect(200).response().body())
                    .isEqualTo("{\"status\":\"OK\",\"checks\":[{\"name\":\"database\",\"status\":\"OK\"}],"
                            + "\"hint\":\"Send a login to read what each check says.\"}");
            assertThat(wrong.expect(200).response().body())
                    .isEqualTo(stranger.response().body());
            assertThat(api.get("/health").expect(200).response().body())
                    .contains("db.internal")
                    .doesNotContain("hint");
        }

        @Test
        void isNoPlaceToGuessPasswordsAt() {
            for (int i = 0; i < 60; i++) {
                api.send(HttpRequest.newBuilder(api.uri("/health"))
                        .header("Authorization", RestServer.basic("admin", "guess" + i))
                        .build());
            }

            assertThat(api.get("/health").expect(200).response().body()).contains("hint");
            api.get("/sequences").problem(429);
        }
    }

    @Nested
    class Failures {
        @Test
        void ofTheDatabaseAre503() {
            api.crm.failure = new StoreUnavailableException("no route to host db.internal", new RuntimeException());

            Answer answer = api.json("POST", "/contacts", "{\"email\":\"ann@example.com\"}")
                    .problem(503);

            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.response().body()).doesNotContain("db.internal");
        }

        @Test
        void ofAServiceThatIsAwayAre503() {
            api.crm.contactsThere = false;

            api.get("/contacts/1").problem(503).says("Contacts");
        }

        @Test
        void ofOurOwnTellNothingButAReference() {
            api.crm.failure = new IllegalStateException("secret of the house");

            Answer answer = api.json("POST", "/contacts", "{\"email\":\"ann@example.com\"}")
                    .problem(500);

            assertThat(answer.response().body()).contains("Reference: ").doesNotContain("secret");
        }
    }
}
