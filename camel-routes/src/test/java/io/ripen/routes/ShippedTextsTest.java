package io.ripen.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.TemplateFormat;
import io.ripen.delivery.internal.render.PlainPart;
import io.ripen.testkit.RecordingChannel;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TesterSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every shipped text must be, read from the files themselves. */
class ShippedTextsTest {
    /** They steer and write to nobody. */
    private static final Set<String> SILENT = Set.of("entry-routing", "hand-to-sales", "stop-on-reply");

    private static final Path SEQUENCES = Path.of("sequences");
    private static final Pattern GSM_7 =
            Pattern.compile("[@£$¥èéùìòÇ\\nØø\\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,\\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*");
    private static final Pattern FIELD = Pattern.compile("\\{\\{([^}|]+)(\\|[^}]*)?}}");

    /** Never empty: the team's name, the address to unsubscribe with, and the marks around a link. */
    private static final Pattern ALWAYS = Pattern.compile("team\\.business_name|unsubscribe|[#/]link\\.[a-z-]+");

    static Stream<Path> folders() throws IOException {
        return list(SEQUENCES, "");
    }

    static Stream<Path> texts() throws IOException {
        return folders().flatMap(folder -> list(folder, ".sms"));
    }

    static Stream<Path> calls() throws IOException {
        return folders().flatMap(folder -> list(folder, ".call"));
    }

    static Stream<Path> mails() throws IOException {
        return folders().flatMap(folder -> list(folder, ".email"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_sequence_comes_with_a_readme_and_uses_all_its_texts(Path folder) throws IOException {
        String id = folder.getFileName().toString();
        String xml = Files.readString(folder.resolve(id + ".xml"));
        assertThat(xml).contains("id=\"" + id + "\"").contains("sequence:" + id + "?");
        assertThat(folder.resolve("README.md")).isNotEmptyFile();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*\\.(sms|email|call)"))
                    .forEach(name -> assertThat(xml)
                            .as("%s is used", name)
                            .containsPattern("\"" + name.substring(name.lastIndexOf('.') + 1) + ":"
                                    + Pattern.quote(name.substring(0, name.lastIndexOf('.'))) + "[\"?]"));
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void every_name_that_a_sequence_asks_for_is_known(Path folder) throws IOException {
        TesterSetup all = SequenceTester.setup().sequence(folder);
        // They send leads to each other.
        folders().filter(other -> !other.equals(folder)).forEach(all::sequence);
        try (SequenceTester tester = all.open()) {
            assertThat(tester.unknownNames()).isEmpty();
        }
    }

    @Test
    void every_name_in_the_examples_is_known() {
        Path example = Path.of("../examples/camel-channel/sequences/hello-whatsapp");
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(example)
                .channel(RecordingChannel.of("whatsapp", AddressKind.PHONE, TemplateFormat.TEXT))
                .open()) {
            assertThat(tester.unknownNames()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_fits_into_one_segment_with_a_long_name_of_team_and_lead(Path file) throws IOException {
        String text = Files.readString(file)
                .strip()
                .replace("{{team.business_name}}", "T".repeat(20))
                .replace("{{contact.first_name|there}}", "N".repeat(12))
                .replaceAll("\\{\\{team\\.settings\\.[a-z_]+\\|([^}]*)}}", "$1");
        assertThat(text).doesNotContain("{{");
        assertThat(text.length()).isLessThanOrEqualTo(160);
        assertThat(GSM_7.matcher(text).matches())
                .as("plain characters only: %s", text)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_says_first_who_is_writing(Path file) throws IOException {
        assertThat(Files.readString(file)).startsWith("{{team.business_name}}: ");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_asks_at_most_one_thing_and_ends_with_the_way_out(Path file) throws IOException {
        String text = Files.readString(file).strip();
        assertThat(text).endsWith("STOP to opt out.");
        assertThat(text.chars().filter(c -> c == '?').count()).as("questions").isLessThanOrEqualTo(1);
        assertThat(text).as("links cost characters and trust").doesNotContain("http");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_call_has_words_to_say_and_half_a_minute_for_the_voicemail(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).startsWith("Script:\n").contains("\n\nVoicemail:\n").contains("{{team.business_name}}");
        String voicemail = text.substring(text.indexOf("\nVoicemail:\n") + 12).strip();
        assertThat(voicemail.split("\\s+")).as("words in 30 seconds").hasSizeBetween(20, 75);
    }

    @ParameterizedTest
    @MethodSource("mails")
    void a_mail_is_short_personal_and_asks_for_one_thing(Path file) throws IOException {
        String mail = Files.readString(file);
        String text = readAsText(mail);
        assertThat(mail.lines().findFirst().orElse("").length())
                .as("a subject that a phone shows whole")
                .isBetween(15, 75);
        assertThat(text).startsWith("Hi {{contact.first_name|there}},");
        assertThat(text).contains("{{team.business_name}}").contains("unsubscribe");
        assertThat(text.split("\\n\\n"))
                .as("greeting, up to three paragraphs, closing, way out")
                .hasSizeLessThanOrEqualTo(6);
        assertThat(text.split("https?://")).as("at most one link").hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("mails")
    void a_mail_has_a_way_out_in_both_parts_and_only_tracked_links(Path file) throws IOException {
        String mail = Files.readString(file);
        assertThat(readAsText(mail)).contains("{{unsubscribe}}");
        assertThat(mail).contains("<a href=\"{{unsubscribe}}\">");
        assertThat(mail.replaceAll("\\{\\{#link\\.([a-z-]+)}}.*?\\{\\{/link\\.\\1}}", ""))
                .as("every link has a name")
                .doesNotContain("http");
        assertThat(mail).as("plain quotes and dashes").doesNotContainPattern("[\u2018-\u201D\u2013\u2014]");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void a_mail_is_written_once(Path file) throws IOException {
        assertThat(Files.readString(file)).containsPattern("\\n\\n--- html\\n").containsOnlyOnce("Hi {{");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_booking_or_a_purchase_is_a_success(Path folder) throws IOException {
        String id = folder.getFileName().toString();
        String from = Files.readString(folder.resolve(id + ".xml"))
                .lines()
                .filter(line -> line.contains("<from uri="))
                .findFirst()
                .orElseThrow();
        assertThat(from).doesNotContainPattern("exitOn=[a-z.,-]*(?:appointment|purchase)");
        if (!SILENT.contains(id)) {
            assertThat(from).contains("goal=appointment.booked,purchase");
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_field_that_may_be_empty_has_something_to_fall_back_on(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().matches(".*\\.(sms|email|call)"))
                    .toList()) {
                Matcher field = FIELD.matcher(Files.readString(file));
                while (field.find()) {
                    assertThat(field.group(2) != null
                                    || ALWAYS.matcher(field.group(1)).matches())
                            .as("%s in %s", field.group(), file)
                            .isTrue();
                }
            }
        }
    }

    /** As the gate makes it. */
    private static String readAsText(String mail) {
        return PlainPart.of(mail.substring(mail.indexOf("--- html") + 8));
    }

    private static Stream<Path> list(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> suffix.isEmpty()
                            ? Files.isDirectory(file)
                            : file.toString().endsWith(suffix))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
