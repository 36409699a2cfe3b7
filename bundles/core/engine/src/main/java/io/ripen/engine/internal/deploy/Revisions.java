package io.ripen.engine.internal.deploy;

import io.ripen.core.store.RevisionRow;
import io.ripen.core.store.RevisionStore;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.Compiler.Compilation.Compiled;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.transaction.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiled revisions, current and old. An old one is compiled from the database when a lead asks for it, and its routes are
 * taken out of memory again when others were asked for more recently. Thread-safe.
 */
final class Revisions {
    /** Old revisions kept ready; each is a few small routes. */
    private static final int MOST_OLD = 64;

    /** A lead may still be in a revision that was just dropped, so it is closed that many nanoseconds later. */
    private static final long GRACE_NANOS = 60_000_000_000L;

    private record Dropped(Compiled revision, long atNanos) {}

    private final Transactions transactions;
    private final RevisionStore store;
    private final Compiler compiler;
    /** In order of use, the least recent first. */
    private final Map<String, Compiled> ready = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<String> current = new HashSet<>();
    private final Deque<Dropped> dropped = new ArrayDeque<>();

    Revisions(Transactions transactions, RevisionStore store, Compiler compiler) {
        this.transactions = transactions;
        this.store = store;
        this.compiler = compiler;
    }

    /** Keeps a revision that was just compiled. A second one of the same content is closed; the first stays. */
    synchronized CompiledSequence keep(Compiled compiled) {
        String hash = compiled.sequence().revision();
        Compiled known = ready.get(hash);
        if (known != null) {
            compiled.close().run();
            return known.sequence();
        }
        ready.put(hash, compiled);
        return compiled.sequence();
    }

    synchronized Optional<CompiledSequence> ready(String hash) {
        return Optional.ofNullable(ready.get(hash)).map(Compiled::sequence);
    }

    /** From memory, or compiled from the database; empty when there is none or it does not compile now. */
    Optional<CompiledSequence> find(SequenceId id, String hash) {
        Optional<CompiledSequence> known = ready(hash);
        if (known.isPresent()) {
            return known;
        }
        return source(id, hash).map(compiler::compileKept).flatMap(compilation -> {
            if (compilation instanceof Compiled compiled) {
                return Optional.of(keep(compiled));
            }
            return Optional.empty();
        });
    }

    Optional<SequenceSource> source(SequenceId id, String hash) {
        return transactions.call(work -> store.find(work, id.value(), hash)).map(Revisions::source);
    }

    static SequenceSource source(RevisionRow row) {
        return new SequenceSource(row.name(), row.xml(), row.templates());
    }

    /** Says which revisions are current: these are never dropped. */
    synchronized void current(Set<String> hashes) {
        current.clear();
        current.addAll(hashes);
    }

    /** Drops what was not used lately, and closes what was dropped a while ago. */
    synchronized void tidy() {
        long now = System.nanoTime();
        int old = (int)
                ready.keySet().stream().filter(hash -> !current.contains(hash)).count();
        var each = ready.entrySet().iterator();
        while (old > MOST_OLD && each.hasNext()) {
            Map.Entry<String, Compiled> entry = each.next();
            if (!current.contains(entry.getKey())) {
                dropped.add(new Dropped(entry.getValue(), now));
                each.remove();
                old--;
            }
        }
        while (!dropped.isEmpty() && now - dropped.peek().atNanos() > GRACE_NANOS) {
            dropped.remove().revision().close().run();
        }
    }
}
