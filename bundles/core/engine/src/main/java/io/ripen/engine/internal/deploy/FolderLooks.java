package io.ripen.engine.internal.deploy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Compares one look at a folder with the one before, and tells what somebody did from what merely is so.
 *
 * <ul>
 *   <li>What lies in the folder when it is first seen, and what comes until it has been quiet for a while, is <em>found</em>.
 *   <li>What is written after that is <em>saved</em>: somebody wants it so.
 *   <li>What is gone for a while from a folder that is there is <em>gone</em>: somebody removed it.
 *   <li>A folder that cannot be read, was exchanged for another one (a mount, a switched link) or has lost all its files at once
 *       says nothing about what anybody wants. When it is back, all is found again.
 * </ul>
 *
 * A file counts once two looks in a row saw the same, so that a half-written one is never taken; at the first look also when it
 * has been quiet for a while. Not thread-safe.
 */
public final class FolderLooks {
    /** How long a file must be missing: editors save by removing and writing anew, and a git checkout takes its time. */
    static final Duration MISSING = Duration.ofSeconds(5);

    /** How long nothing must have changed in a folder until what is written to it counts as saved. */
    static final Duration SETTLED = Duration.ofSeconds(5);

    private static final String SEQUENCES = "sequences/";

    /** What changed; the caller says with {@link FolderLooks#done} when it took a change in. */
    public record Changes(List<FolderFile> found, List<FolderFile> saved, Set<String> gone) {}

    private record Seen(String content, String stamp) {
        static Seen of(FolderFile file) {
            return new Seen(file.content(), file.stamp());
        }
    }

    private final InstantSource machine;
    private Map<String, Seen> lastLook = Map.of();
    private Map<String, FolderLook.Place> places = Map.of();
    private final Map<String, Seen> taken = new HashMap<>();
    private final Map<String, Seen> found = new HashMap<>();
    private final Map<String, Instant> missingSince = new HashMap<>();
    private Instant changed = Instant.MIN;
    private boolean arriving = true;
    private boolean first = true;

    /** @param machine the machine's clock, by which files are stamped */
    public FolderLooks(InstantSource machine) {
        this.machine = machine;
    }

    /** Says that the folder is not there: what is in it when it is back is found. */
    public void lost() {
        forget(path -> true);
    }

    public Changes look(FolderLook look) {
        Instant now = machine.instant();
        Map<String, Seen> seen = new HashMap<>();
        look.files().forEach(file -> seen.put(file.path(), Seen.of(file)));
        if (!first && !lastLook.isEmpty() && !changed.plus(SETTLED).isAfter(now)) {
            arriving = false;
        }
        forgetExchanged(look.places());
        forgetEmptied(seen.keySet());
        if (first || !seen.equals(lastLook)) {
            changed = now;
        }
        Map<String, FolderFile> foundNow = new TreeMap<>();
        Map<String, FolderFile> savedNow = new TreeMap<>();
        for (FolderFile file : look.files()) {
            Seen is = Seen.of(file);
            boolean stable = is.equals(lastLook.get(file.path())) || first && file.quiet();
            if (!stable || is.equals(taken.get(file.path()))) {
                continue;
            }
            if (arriving || is.equals(found.get(file.path())) || isMoved(file, seen.keySet())) {
                found.put(file.path(), is);
                foundNow.put(file.path(), file);
            } else {
                savedNow.put(file.path(), file);
            }
        }
        Set<String> gone = gone(seen.keySet(), now);
        lastLook = seen;
        places = look.places();
        first = false;
        return new Changes(new ArrayList<>(foundNow.values()), new ArrayList<>(savedNow.values()), gone);
    }

    private Set<String> gone(Set<String> present, Instant now) {
        missingSince.keySet().removeIf(path -> present.contains(path) || !taken.containsKey(path));
        Set<String> gone = new TreeSet<>();
        for (String path : taken.keySet()) {
            if (!present.contains(path)
                    && !missingSince
                            .computeIfAbsent(path, unused -> now)
                            .plus(MISSING)
                            .isAfter(now)) {
                gone.add(path);
            }
        }
        return gone;
    }

    /** A file that went to another folder as it is was not edited. */
    private boolean isMoved(FolderFile file, Set<String> present) {
        return taken.entrySet().stream()
                .anyMatch(other -> !present.contains(other.getKey())
                        && !other.getKey().equals(file.path())
                        && other.getValue().content().equals(file.content()));
    }

    /**
     * Folders that were mounted, unmounted or switched. A sequence's own folder may be replaced by whoever edits it, and counts
     * only when it is on another device.
     */
    private void forgetExchanged(Map<String, FolderLook.Place> now) {
        places.forEach((path, before) -> {
            FolderLook.Place is = now.get(path);
            boolean own = path.contains("/");
            if (is != null && (own ? is.isOnAnotherDevice(before) : is.isNot(before))) {
                forget(file -> path.isEmpty() || file.startsWith(path + "/"));
            }
        });
    }

    /** More than one file was there and none is: nobody takes all sequences out of service like that. */
    private void forgetEmptied(Set<String> present) {
        forgetEmptied(present, path -> path.startsWith(SEQUENCES));
        forgetEmptied(present, path -> !path.startsWith(SEQUENCES));
    }

    private void forgetEmptied(Set<String> present, Predicate<String> part) {
        if (present.stream().noneMatch(part)
                && taken.keySet().stream().filter(part).count() > 1) {
            forget(part);
        }
    }

    private void forget(Predicate<String> paths) {
        taken.keySet().removeIf(paths);
        found.keySet().removeIf(paths);
        missingSince.keySet().removeIf(paths);
        arriving = true;
        changed = machine.instant();
    }

    /** A file was taken in, accepted or refused: it is not handed out again until it is written to. */
    public void done(FolderFile file) {
        taken.put(file.path(), Seen.of(file));
    }

    public void done(String gonePath) {
        taken.remove(gonePath);
        missingSince.remove(gonePath);
        found.remove(gonePath);
    }

    /** Hands these out again at the next look, as if they were saved just now. */
    public void again(Predicate<String> paths) {
        taken.keySet().removeIf(paths);
        found.keySet().removeIf(paths);
    }

    /** Whether this path was taken in and is not known to be gone. */
    public boolean isTaken(String path) {
        return taken.containsKey(path);
    }

    /** Whether this file was taken in as it is; one that was just written to is not yet. */
    boolean isTaken(FolderFile file) {
        return Seen.of(file).equals(taken.get(file.path()));
    }

    /** Whether this path was taken in and was there at the last look. */
    public boolean has(String path) {
        return taken.containsKey(path) && lastLook.containsKey(path);
    }
}
