package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages speak with the words of docs/words.md, and with none that only their authors know. */
class WordsTest {
    private static final int MOST = 20;

    /** A private word or a turned-round phrase, and what to write instead. */
    private static final Map<String, String> PRIVATE = Map.of(
            "stragglers?", "a message of a run that has ended",
            "(?:out of|in) service", "does not run, runs, or was removed",
            "(?:is|are|was|were) put back", "comes later, or is postponed",
            "put back to", "comes later, or is postponed",
            "(?-i:Await)", "held until a person lifts the block",
            "whoever", "the person who, or everybody who",
            "of whom", "a sentence that says who does what",
            "in vain", "without effect",
            "told as", "shown as, or listed as");

    /** In the texts that people see while Ripen runs; only the short list, since a page of code is no prose. */
    private static final Pattern IN_CODE = Pattern.compile(
            "\"[^\"]*\\b(?:out of service|not in service|of whom|in vain|its rule|goes by is)\\b[^\"]*\"",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ROW = Pattern.compile("^\\| \\*\\*([a-z]+)\\*\\* \\| (.+) \\|$");

    @Test
    void theGlossaryHasAtMostTwentyWordsWithOneMeaningEach() throws IOException {
        Map<String, String> meanings = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        for (String line : Files.readAllLines(Artifacts.ROOT.resolve("docs/words.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && meanings.put(row.group(1), row.group(2)) != null) {
                twice.add(row.group(1));
            }
        }
        assertThat(meanings).isNotEmpty().hasSizeLessThanOrEqualTo(MOST);
        assertThat(twice).as("words with two rows").isEmpty();
        assertThat(meanings.values()).as("meanings").doesNotHaveDuplicates().allMatch(meaning -> meaning.length() > 20);
        assertThat(meanings).containsKeys("lead", "run", "touch", "held", "parked");
    }

    @Test
    void pagesUseNoPrivateWords() throws IOException {
        List<String> found = new ArrayList<>();
        for (String page : pages()) {
            String prose = prose(Files.readString(Artifacts.ROOT.resolve(page)));
            PRIVATE.forEach((phrase, instead) -> {
                Matcher hit = Pattern.compile("\\b" + phrase + "\\b", Pattern.CASE_INSENSITIVE)
                        .matcher(prose);
                while (hit.find()) {
                    found.add(page + ": '" + hit.group() + "'; write: " + instead);
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void textsOfTheProductUseNoneEither() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : files("bundles", ".java")) {
            if (!source.toString().contains("/src/main/")) {
                continue;
            }
            for (String line : Files.readAllLines(source)) {
                if (IN_CODE.matcher(line).find()) {
                    found.add(source.getFileName() + ": " + line.strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** Without fenced blocks, code and line ends: what is left is read as sentences. */
    private static String prose(String page) {
        return page.replaceAll("(?s)```.*?```", " ").replaceAll("`[^`]*`", " ").replaceAll("\\s+", " ");
    }

    private static Set<String> pages() throws IOException {
        Set<String> pages = Stream.of("docs", "examples", "bundles", "camel-routes")
                .flatMap(root -> files(root, ".md").stream())
                .map(file -> Artifacts.ROOT.relativize(file).toString())
                .collect(Collectors.toSet());
        pages.addAll(Set.of("README.md", "CHANGES.md"));
        assertThat(pages).contains("docs/consent.md", "docs/tracking.md", "docs/writing-sequences.md");
        return pages;
    }

    private static List<Path> files(String root, String ending) {
        try (Stream<Path> all = Files.walk(Artifacts.ROOT.resolve(root))) {
            return all.filter(file ->
                            file.toString().endsWith(ending) && !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
