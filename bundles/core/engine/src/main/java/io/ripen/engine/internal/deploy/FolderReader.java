package io.ripen.engine.internal.deploy;

import io.ripen.sequence.SequenceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

/**
 * Reads the route files of the watched folder. A symbolic link is followed within the folder, as Kubernetes makes them, and
 * never out of it: who may put a file there must not read with it what the server may read. Not thread-safe.
 */
public final class FolderReader {
    /** A file that was last written to this long ago is not being written any more. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final long LARGEST_ROUTE = 1 << 20;
    private static final long LARGEST_TEMPLATE = 256 << 10;
    private static final int MOST_TEMPLATES = 500;

    private record Cached(Instant modified, long size, String text, String unreadable) {}

    private final Path root;
    private final InstantSource machine;
    /** Without links: files must lie in it. */
    private Path realRoot;
    /** What the operator wrote, without links: what authors wrote must not lie in it. */
    private Path realPlumbing;

    private Map<Path, Cached> cache = new TreeMap<>();
    private Map<Path, Cached> cacheOfThisLook = new TreeMap<>();
    private Map<String, FolderLook.Place> places = new TreeMap<>();

    /** @param machine the machine's clock, by which files are stamped */
    public FolderReader(Path root, InstantSource machine) {
        this.root = root;
        this.realRoot = root;
        this.realPlumbing = root.resolve("plumbing");
        this.machine = machine;
    }

    /** Route files straight in the folder, in {@code sequences/} and in the folders of it; with what lies beside them. */
    public FolderLook sequences() throws IOException {
        begin();
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
        begin();
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

    private void begin() throws IOException {
        cacheOfThisLook = new TreeMap<>();
        places = new TreeMap<>();
        realRoot = Files.exists(root) ? root.toRealPath() : root;
        Path plumbing = root.resolve("plumbing");
        realPlumbing = Files.exists(plumbing) ? plumbing.toRealPath() : plumbing;
    }

    private void read(Path folder, List<FolderFile> found, boolean withTemplates) throws IOException {
        places.put(root.relativize(folder).toString().replace('\\', '/'), place(folder));
        List<Path> files = list(folder).stream().filter(Files::isRegularFile).toList();
        if (files.stream().noneMatch(FolderReader::isRoute)) {
            return;
        }
        Map<String, String> templates = new TreeMap<>();
        Map<String, String> unreadable = new TreeMap<>();
        boolean quiet = true;
        StringBuilder stamps = new StringBuilder();
        if (withTemplates) {
            for (Path file : files) {
                if (isRoute(file) || isReadMe(file)) {
                    continue;
                }
                String name = file.getFileName().toString();
                if (templates.size() >= MOST_TEMPLATES) {
                    unreadable.put(
                            name,
                            "The folder has more than " + MOST_TEMPLATES
                                    + " files beside its routes, and this one is not read.");
                } else {
                    Cached cached = cached(file, LARGEST_TEMPLATE, true);
                    quiet &= isQuiet(cached);
                    stamps.append(stamp(file, cached));
                    if (cached.unreadable().isEmpty()) {
                        templates.put(name, cached.text());
                    } else {
                        unreadable.put(name, cached.unreadable());
                    }
                }
            }
        }
        for (Path file : files) {
            if (isRoute(file)) {
                Cached cached = cached(file, LARGEST_ROUTE, withTemplates);
                found.add(new FolderFile(
                        root.relativize(file).toString().replace('\\', '/'),
                        new SequenceSource(file.getFileName().toString(), cached.text(), templates, unreadable),
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
    private Cached cached(Path file, long largest, boolean ofSequences) throws IOException {
        Path real = file.toRealPath();
        Instant modified = Files.getLastModifiedTime(real).toInstant();
        if (!real.startsWith(realRoot)) {
            return new Cached(
                    modified,
                    0,
                    "",
                    "The file is reached by a symbolic link that leads out of the routes folder, and such links are not"
                            + " followed. Put a copy of the file there.");
        }
        if (ofSequences && real.startsWith(realPlumbing)) {
            return new Cached(
                    modified,
                    0,
                    "",
                    "The file is reached by a symbolic link that leads into the folder of the plumbing, which may hold"
                            + " secrets of the operator. Put a copy of what you need there.");
        }
        long size = Files.size(real);
        Cached known = cache.get(file);
        boolean same = known != null
                && known.modified().equals(modified)
                && known.size() == size
                && modified.plus(QUIET).isBefore(machine.instant());
        Cached read = same && known != null ? known : text(real, modified, size, largest);
        cacheOfThisLook.put(file, read);
        return read;
    }

    private static Cached text(Path file, Instant modified, long size, long largest) throws IOException {
        if (size > largest) {
            return new Cached(modified, size, "", "The file has " + size + " bytes; at most " + largest + " are read.");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes((int) largest + 1);
        }
        if (bytes.length > largest) {
            return new Cached(
                    modified, size, "", "The file has more than " + largest + " bytes, and no more are read.");
        }
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
