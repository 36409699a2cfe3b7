package io.ripen.engine.internal.deploy;

import io.ripen.sequence.SequenceSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the route files of the watched folder. Not thread-safe. */
public final class FolderReader {
    /** A file that was last written to this long ago is not being written any more. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final long LARGEST_ROUTE = 1 << 20;
    private static final long LARGEST_TEMPLATE = 256 << 10;
    private static final int MOST_TEMPLATES = 500;

    private record Cached(Instant modified, long size, String text, String unreadable) {}

    private final Path root;
    private final InstantSource machine;
    private Map<Path, Cached> cache = new TreeMap<>();
    private Map<Path, Cached> cacheOfThisLook = new TreeMap<>();
    private Map<String, FolderLook.Place> places = new TreeMap<>();

    /** @param machine the machine's clock, by which files are stamped */
    public FolderReader(Path root, InstantSource machine) {
        this.root = root;
        this.machine = machine;
    }

    /** Route files straight in the folder, in {@code sequences/} and in the folders of it; with what lies beside them. */
    public FolderLook sequences() throws IOException {
        cacheOfThisLook = new TreeMap<>();
        places = new TreeMap<>();
        List<FolderFile> found = new ArrayList<>();
        read(root, found, true);
        Path sequences = root.resolve("sequences");
        if (Files.isDirectory(sequences)) {
            read(sequences, found, true);
            for (Path folder : list(sequences)) {
                if (Files.isDirectory(folder)) {
                    read(folder, found, true);
                }
            }
        }
        cache = cacheOfThisLook;
        return new FolderLook(found, places);
    }

    /** Route files in {@code plumbing/}. */
    public FolderLook plumbing() throws IOException {
        cacheOfThisLook = new TreeMap<>();
        places = new TreeMap<>();
        List<FolderFile> found = new ArrayList<>();
        places.put("", place(root));
        Path plumbing = root.resolve("plumbing");
        if (Files.isDirectory(plumbing)) {
            read(plumbing, found, false);
        }
        cache = cacheOfThisLook;
        return new FolderLook(found, places);
    }

    /** Whether there is such a folder at all. */
    public boolean isThere() {
        return Files.isDirectory(root);
    }

    /** The watched folder, for people. */
    public Path root() {
        return root.toAbsolutePath().normalize();
    }

    private static FolderLook.Place place(Path folder) throws IOException {
        Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        if (key == null) {
            return FolderLook.Place.UNKNOWN;
        }
        try {
            return new FolderLook.Place(String.valueOf(Files.getAttribute(folder, "unix:dev")), key.toString());
        } catch (UnsupportedOperationException | IllegalArgumentException noUnix) {
            return new FolderLook.Place("", key.toString());
        }
    }

    private void read(Path folder, List<FolderFile> found, boolean withTemplates) throws IOException {
        places.put(root.relativize(folder).toString().replace('\\', '/'), place(folder));
        List<Path> files = list(folder).stream().filter(Files::isRegularFile).toList();
        if (files.stream().noneMatch(FolderReader::isRoute)) {
            return;
        }
        Map<String, String> templates = new TreeMap<>();
        boolean quiet = true;
        StringBuilder stamps = new StringBuilder();
        if (withTemplates) {
            for (Path file : files) {
                if (!isRoute(file) && !isReadMe(file) && templates.size() < MOST_TEMPLATES) {
                    Cached cached = cached(file, LARGEST_TEMPLATE);
                    quiet &= isQuiet(cached);
                    stamps.append(stamp(file, cached));
                    if (cached.unreadable().isEmpty()) {
                        templates.put(file.getFileName().toString(), cached.text());
                    }
                }
            }
        }
        for (Path file : files) {
            if (isRoute(file)) {
                Cached cached = cached(file, LARGEST_ROUTE);
                found.add(new FolderFile(
                        root.relativize(file).toString().replace('\\', '/'),
                        new SequenceSource(file.getFileName().toString(), cached.text(), templates),
                        cached.unreadable(),
                        quiet && isQuiet(cached),
                        stamp(file, cached) + stamps));
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(all::add);
        } catch (java.nio.file.DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        all.removeIf(path -> isHidden(path.getFileName().toString()));
        all.sort(null);
        return all;
    }

    /** What editors leave behind. */
    private static boolean isHidden(String name) {
        return name.startsWith(".")
                || name.startsWith("#")
                || Stream.of("~", ".swp", ".tmp", ".bak", ".part", ".orig").anyMatch(name::endsWith);
    }

    private static boolean isRoute(Path file) {
        return file.getFileName().toString().endsWith(".xml");
    }

    private static boolean isReadMe(Path file) {
        return file.getFileName().toString().endsWith(".md");
    }

    /** What a link points to may be written anew with the same text, such as when a volume of Kubernetes is. */
    private static String stamp(Path file, Cached cached) {
        return Files.isSymbolicLink(file) ? "" : cached.modified() + " ";
    }

    private boolean isQuiet(Cached cached) {
        return cached.modified().plus(QUIET).isBefore(machine.instant());
    }

    /** Reads a file again only when it was written to since, or so lately that its time stamp may not tell. */
    private Cached cached(Path file, long largest) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        long size = Files.size(file);
        Cached known = cache.get(file);
        boolean same = known != null
                && known.modified().equals(modified)
                && known.size() == size
                && modified.plus(QUIET).isBefore(machine.instant());
        Cached read = same && known != null ? known : text(file, modified, size, largest);
        cacheOfThisLook.put(file, read);
        return read;
    }

    private static Cached text(Path file, Instant modified, long size, long largest) throws IOException {
        if (size > largest) {
            return new Cached(modified, size, "", "The file has " + size + " bytes; at most " + largest + " are read.");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Cached(modified, size, text, "");
        } catch (CharacterCodingException notUtf8) {
            return new Cached(modified, size, "", "The file is not UTF-8: save it as UTF-8.");
        }
    }
}
