package io.ripen.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code audit} in the data folder: where the audit log ended, for each day the last end that this node saw. Who cuts the log
 * off, or writes all of it anew, would have to change this file on each node as well. Each new end also goes into the log, which may
 * be kept on another machine. Thread-safe.
 */
public final class AuditAnchors {
    private static final Logger LOG = LoggerFactory.getLogger("io.ripen.audit");

    private final @Nullable Path file;

    /**
     * An end that was seen.
     *
     * @param day as the machine's clock had it, such as {@code 2026-12-01}
     */
    record Anchor(String day, long number, String hash) {}

    private AuditAnchors(@Nullable Path file) {
        this.file = file;
    }

    /** @param folder the data folder; null when there is none, and then nothing is kept but the line in the log */
    public static AuditAnchors in(@Nullable Path folder) {
        return new AuditAnchors(folder == null ? null : folder.resolve("audit"));
    }

    /** Where they are; null when they are not kept. */
    @Nullable Path file() {
        return file;
    }

    /** The oldest first. Lines that are none are left out. */
    synchronized List<Anchor> all() {
        List<Anchor> all = new ArrayList<>();
        if (file == null || !Files.exists(file)) {
            return all;
        }
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] words = line.strip().split(" ");
                if (words.length == 3 && words[1].chars().allMatch(Character::isDigit) && words[1].length() < 19) {
                    all.add(new Anchor(words[0], Long.parseLong(words[1]), words[2]));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + ", which says where the audit log ended, cannot be read.", e);
        }
    }

    /** Notes an end, unless it is the last that was noted, or one that comes before it. */
    synchronized void note(String day, AuditStore.Head head) {
        List<Anchor> all = all();
        Anchor last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (head.number() == 0 || last != null && head.number() <= last.number()) {
            return;
        }
        if (last != null && last.day().equals(day)) {
            all.remove(all.size() - 1);
        }
        all.add(new Anchor(day, head.number(), head.hash()));
        LOG.info("The audit log has {} entries; the hash of the last one is {}.", head.number(), head.hash());
        if (file != null) {
            write(file, all);
        }
    }

    private static void write(Path file, List<Anchor> all) {
        StringBuilder text = new StringBuilder();
        all.forEach(each -> text.append(each.day())
                .append(' ')
                .append(each.number())
                .append(' ')
                .append(each.hash())
                .append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written.", e);
        }
    }
}
