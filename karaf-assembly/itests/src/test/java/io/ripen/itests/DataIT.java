package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The operator's data: who can read it, what is kept, backed up, brought back and upgraded, and what a start refuses or holds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DataIT {
    private static final String DATABASE_PASSWORD = "s3cr3t-of-the-database";
    private static final String TOKEN = "s3cr3t-of-twilio-0123456789";
    private static final String MAIL_PASSWORD = "s3cr3t-of-mail";
    private static final List<String> SECRETS = List.of(DATABASE_PASSWORD, TOKEN, MAIL_PASSWORD, Installation.PASSWORD);
    private static final String OWN_SEQUENCE = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="own">
                <from uri="sequence:own?on=tag.added&amp;tag=own"/>
                <to id="w" uri="wait:30 days"/>
              </route>
            </routes>
            """;

    private static Installation ripen;
    private static Path folder;
    private static Path data;
    private static String lead;

    @BeforeAll
    static void unpack() throws Exception {
        ripen = Installation.unpack("exam of data");
        folder = ripen.home().resolveSibling("data of operator");
        new Folder(folder.getParent()).remove(folder.getFileName().toString());
        data = folder.resolve("first");
        ripen.set("RIPEN_DB_PASSWORD", DATABASE_PASSWORD);
    }

    @AfterAll
    static void end() {
        ripen.close();
    }

    @Test
    @Order(1)
    void nobodyElseReadsTheDataAndNoSecretLiesInIt() throws Exception {
        // As an earlier version, or a copy, left it.
        Files.createDirectories(data.resolve("log"));
        Files.writeString(data.resolve("log/karaf.log"), "old\n");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(data.resolve("log/karaf.log"), PosixFilePermissions.fromString("rw-r--r--"));
        ripen.set("RIPEN_TWILIO_AUTH_TOKEN", TOKEN)
                .set("RIPEN_TWILIO_ACCOUNT_SID", "AC0123456789")
                .set("RIPEN_TWILIO_URL", "http://127.0.0.1:9")
                .set("RIPEN_TWILIO_FROM", "+15005550006")
                .set("RIPEN_MAIL_FROM", "hello@example.com")
                .set("RIPEN_SMTP_URL", "smtp://ripen:" + MAIL_PASSWORD + "@127.0.0.1:9");
        Files.createDirectories(ripen.home().resolve("camel-routes/sequences/own"));
        Files.writeString(ripen.home().resolve("camel-routes/sequences/own/own.xml"), OWN_SEQUENCE);

        ripen.startHealthy(data);
        lead = ripen.http()
                .post("/api/v1/contacts", "{\"firstName\":\"Ann\",\"email\":\"ann@example.com\"}")
                .json()
                .path("id")
                .asText();
        await("the own sequence runs")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> ripen.http()
                                        .post("/api/v1/sequences/own/enrollments", "{\"contactId\":\"" + lead + "\"}")
                                        .status()
                                / 100
                        == 2);

        List<String> open = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Path each : all(data)) {
            String modes = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
            if (!modes.endsWith("------")) {
                open.add(modes + " " + each);
            }
            if (Files.isRegularFile(each)) {
                String content = Files.readString(each, StandardCharsets.ISO_8859_1);
                SECRETS.stream().filter(content::contains).forEach(secret -> told.add(secret + " in " + each));
            }
        }
        assertThat(open).as("files and folders that others may read").isEmpty();
        assertThat(told).as("secrets on the disk").isEmpty();
        assertThat(data.resolve("db/ripen.mv.db")).isNotEmptyFile();
        ripen.stop();
        for (String each : List.of(
                "RIPEN_TWILIO_AUTH_TOKEN",
                "RIPEN_TWILIO_ACCOUNT_SID",
                "RIPEN_TWILIO_URL",
                "RIPEN_TWILIO_FROM",
                "RIPEN_SMTP_URL",
                "RIPEN_MAIL_FROM")) {
            ripen.set(each, null);
        }
    }

    @Test
    @Order(2)
    void ownSettingsWinOverTheDistributions() throws Exception {
        Files.writeString(data.resolve("etc/io.ripen.rest.cfg"), "admin.password = set-by-the-operator\n");
        ripen.startHealthy(data);

        assertThat(ripen.http().get("/api/v1/contacts/" + lead).status()).isEqualTo(401);
        assertThat(ripen.http()
                        .as("admin", "set-by-the-operator")
                        .get("/api/v1/contacts/" + lead)
                        .status())
                .isEqualTo(200);

        Files.delete(data.resolve("etc/io.ripen.rest.cfg"));
        ripen.stop();
    }

    @Test
    @Order(3)
    void aHeldStartLetsNothingOutUntilItIsLifted() throws Exception {
        ripen.startHealthy(data, "--hold");
        String command = "curl -u admin -X DELETE http://localhost:" + ripen.port() + "/api/v1/blocks/hold";
        await("the terminal says how to lift it")
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> ripen.console().contains(command));
        assertThat(ripen.health("hold"))
                .startsWith("WARN Everything that leaves is held since ")
                .contains("by ripen start: It was started with --hold.", "DELETE /api/v1/blocks/hold");
        ripen.stop();

        ripen.startHealthy(data);
        assertThat(ripen.health("hold")).as("after a restart without --hold").startsWith("WARN ");
        assertThat(ripen.http().delete("/api/v1/blocks/hold").status()).isEqualTo(204);
        // Health keeps its answer for a moment.
        await("it is lifted")
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> ripen.health("hold").startsWith("OK "));
    }

    @Test
    @Order(4)
    void aBackupOfARunningNodeComesBackElsewhereAndIsHeld() throws Exception {
        Path file = folder.resolve("backup.tar.gz");

        Installation.Ended backup = ripen.ripen("backup", file.toString());

        assertThat(backup.status()).as(backup.output()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        ripen.stop();
        assertThat(ripen.ripen("restore", file.toString()).output())
                .as("never over what is there")
                .contains("Nothing was changed.");

        Path second = folder.resolve("second");
        ripen.set("RIPEN_DATA", second.toString());
        Installation.Ended restore = ripen.ripen("restore", file.toString());
        assertThat(restore.status()).as(restore.output()).isZero();
        assertThat(second.resolve("camel-routes/sequences/own/own.xml")).hasContent(OWN_SEQUENCE);
        // In the distribution it would be lost with the next one.
        Files.delete(ripen.home().resolve("camel-routes/sequences/own/own.xml"));

        ripen.startHealthy(second);
        assertThat(ripen.health("hold")).startsWith("WARN ").contains("is a copy, or it was moved");
        assertThat(ripen.console()).contains("is a copy, or it was moved", "/api/v1/blocks/hold");
        assertThat(ripen.http().get("/api/v1/contacts/" + lead).status()).isEqualTo(200);
        await("the own sequence runs")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> ripen.http().get("/api/v1/sequences/own").status() == 200);
        assertThat(ripen.http().get("/api/v1/enrollments?contact=" + lead).body())
                .contains("\"own\"", "ACTIVE");
        ripen.stop();

        ripen.startHealthy(data);
        assertThat(ripen.health("hold")).as("the original").startsWith("OK ");
        ripen.stop();
    }

    @Test
    @Order(5)
    void aDatabaseThatIsGoneIsNotBegunAnew() throws Exception {
        Path second = folder.resolve("second");
        Path file = second.resolve("db/ripen.mv.db");
        Files.delete(file);

        ripen.start(second);

        await("the terminal says it")
                .atMost(Ripen.START)
                .until(() -> ripen.console().contains("The database file " + file + " is gone"));
        await("health says it")
                .atMost(Ripen.START)
                .ignoreExceptions()
                .until(() -> ripen.health("database").startsWith("CRITICAL The database file "));
        assertThat(ripen.console()).contains("ripen restore FILE", "delete " + second.resolve("database"));
        assertThat(file).doesNotExist();
        ripen.stop();
    }

    @Test
    @Order(6)
    void realLeadsAreNotPutOnAFastClock() throws Exception {
        ripen.set("RIPEN_SPEED", "1000");
        ripen.start(data);
        await("health says it")
                .atMost(Ripen.START)
                .ignoreExceptions()
                .until(() -> ripen.health("database").startsWith("CRITICAL RIPEN_SPEED is 1000"));
        ripen.stop();
        ripen.set("RIPEN_SPEED", null);
    }

    @Test
    @Order(7)
    void anOlderVersionsDataIsUpgradedAndThereIsAWayBack() throws Exception {
        Path old = folder.resolve("old");
        ripen.set("RIPEN_DB_PASSWORD", "");
        Files.createDirectories(old.resolve("db"));
        // What release 9 of the schema left.
        Path dump = Artifacts.ROOT.resolve("bundles/core/store-jdbc/src/test/resources/releases/dump-9-h2.sql");
        String url = "jdbc:h2:file:" + old.resolve("db/ripen") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
        Installation.Ended made = h2("org.h2.tools.RunScript", "-url", url, "-user", "sa", "-script", dump.toString());
        assertThat(made.status()).as(made.output()).isZero();
        Path way = folder.resolve("way-back.tar.gz");
        ripen.set("RIPEN_DATA", old.toString());
        Installation.Ended backup = ripen.ripen("backup", way.toString());
        assertThat(backup.status()).as(backup.output()).isZero();

        ripen.startHealthy(old);
        assertThat(ripen.health("hold")).as("an upgrade is no copy").startsWith("OK ");
        assertThat(ripen.http().get("/api/v1/contacts/1").body()).contains("+14155550101");
        ripen.stop();
        assertThat(schema(url)).isGreaterThan(9);

        Path back = folder.resolve("back");
        ripen.set("RIPEN_DATA", back.toString());
        Installation.Ended restore = ripen.ripen("restore", way.toString());
        assertThat(restore.status()).as(restore.output()).isZero();
        assertThat(schema(url.replace(old.toString(), back.toString())))
                .as("as the older version left it")
                .isEqualTo(9);
    }

    private static int schema(String url) throws Exception {
        Installation.Ended newest = h2(
                "org.h2.tools.Shell",
                "-url",
                url,
                "-user",
                "sa",
                "-sql",
                "SELECT 'version ' || MAX(CAST(\"version\" AS DECIMAL(9, 1))) FROM \"schema_history\"");
        assertThat(newest.status()).as(newest.output()).isZero();
        return (int) Double.parseDouble(newest.output().replaceAll("(?s).*version ([0-9.]+).*", "$1"));
    }

    private static Installation.Ended h2(String... tool) throws Exception {
        Path jar = all(ripen.home().resolve("system/com/h2database")).stream()
                .filter(each -> each.toString().endsWith(".jar"))
                .findFirst()
                .orElseThrow();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp", jar.toString()));
        command.addAll(List.of(tool));
        return ripen.run(command.toArray(new String[0]));
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> !Files.isSymbolicLink(each)).toList();
        }
    }
}
