package io.ripen.testkit;

import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a sequence and its templates from disk, as the watched folder is read. */
final class SequenceFolder {
    private static final Pattern FROM = Pattern.compile("sequence:([A-Za-z0-9._-]+)");

    private SequenceFolder() {}

    static SequenceSource read(Path folderOrFile) {
        try {
            Path xml = Files.isDirectory(folderOrFile) ? onlyXml(folderOrFile) : folderOrFile;
            Map<String, String> templates = new TreeMap<>();
            try (Stream<Path> files = Files.list(xml.toAbsolutePath().getParent())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.getFileName().toString();
                    if (!name.endsWith(".xml") && !name.endsWith(".md") && !name.startsWith(".")) {
                        templates.put(name, Files.readString(file));
                    }
                }
            }
            return new SequenceSource(xml.getFileName().toString(), Files.readString(xml), templates);
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "There is no sequence to read at " + folderOrFile.toAbsolutePath() + ": " + failed, failed);
        }
    }

    static SequenceSource of(String xml, Map<String, String> templates) {
        Matcher from = FROM.matcher(xml);
        return new SequenceSource((from.find() ? from.group(1) : "sequence") + ".xml", xml, templates);
    }

    /** The id that the {@code from} names; for a file that was accepted. */
    static SequenceId id(SequenceSource source) {
        Matcher from = FROM.matcher(source.xml());
        if (!from.find()) {
            throw new IllegalStateException(source.name() + " has no from uri=\"sequence:…\".");
        }
        return new SequenceId(from.group(1));
    }

    private static Path onlyXml(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> xml =
                    files.filter(file -> file.toString().endsWith(".xml")).toList();
            if (xml.size() != 1) {
                throw new IllegalStateException("The folder " + folder.toAbsolutePath() + " has " + xml.size()
                        + " XML files; a sequence's folder has one.");
            }
            return xml.get(0);
        }
    }
}
