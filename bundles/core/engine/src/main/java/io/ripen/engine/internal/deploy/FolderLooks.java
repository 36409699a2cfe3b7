package io.ripen.engine.internal.deploy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Compares one look at a folder with the one before: what is new, changed or gone. A file counts once two looks in a row
 * saw the same content, so that a half-written one is never taken; at the first look also when it has been quiet for a
 * while. Not thread-safe.
 */
public final class FolderLooks {

    /** What changed; the caller says with {@link FolderLooks#done} when it took a change in. */
    public record Changes(List<FolderFile> put, Set<String> gone) {}

    private Map<String, String> lastLook = Map.of();
    private final Map<String, String> taken = new HashMap<>();
    private final Set<String> goneLastLook = new HashSet<>();
    private boolean first = true;

    public Changes look(List<FolderFile> files) {
        Map<String, String> look = new HashMap<>();
        Map<String, FolderFile> put = new TreeMap<>();
        for (FolderFile file : files) {
            String content = file.content();
            look.put(file.path(), content);
            boolean stable = content.equals(lastLook.get(file.path())) || first && file.quiet();
            if (stable && !content.equals(taken.get(file.path()))) {
                put.put(file.path(), file);
            }
        }
        // An editor that saves by renaming leaves a moment without the file, so it must be missing twice.
        Set<String> missing = new HashSet<>(taken.keySet());
        missing.removeAll(look.keySet());
        Set<String> gone = new HashSet<>(missing);
        gone.retainAll(goneLastLook);
        goneLastLook.clear();
        goneLastLook.addAll(missing);
        lastLook = look;
        first = false;
        return new Changes(List.copyOf(put.values()), gone);
    }

    /** A file was taken in, accepted or refused: it is not handed out again until its content changes. */
    public void done(FolderFile file) {
        taken.put(file.path(), file.content());
    }

    public void done(String gonePath) {
        taken.remove(gonePath);
    }

    /** Hands these out again at the next look, as if they were new. */
    public void again(Predicate<String> paths) {
        taken.keySet().removeIf(paths);
    }

    /** Whether this path was taken in and is there still. */
    public boolean has(String path) {
        return taken.containsKey(path);
    }
}
