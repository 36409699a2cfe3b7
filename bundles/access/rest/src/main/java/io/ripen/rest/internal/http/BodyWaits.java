package io.ripen.rest.internal.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The threads that wait for the rest of bodies. A login that announces bodies and does not send them would hold all threads of
 * the server otherwise; here one more ends the one that waits longest, of the same login when that has its share, else of the
 * login that has most. Who sends a body in one piece is through before that can happen. Thread-safe.
 */
final class BodyWaits {
    private final int mostOfLogin;
    private final int most;
    /** The one that waits longest first. */
    private final List<Wait> waits = new ArrayList<>();

    /** One thread that waits. */
    static final class Wait {
        private final String login;
        private volatile boolean over;

        Wait(String login) {
            this.login = login;
        }

        /** Whether it has to make room. */
        boolean isOver() {
            return over;
        }

        private String login() {
            return login;
        }
    }

    BodyWaits(int mostOfLogin, int most) {
        this.mostOfLogin = mostOfLogin;
        this.most = most;
    }

    /** Begins to wait; {@link #end} must follow. */
    synchronized Wait begin(String login) {
        Map<String, Long> counts = waits.stream().collect(Collectors.groupingBy(Wait::login, Collectors.counting()));
        Optional<String> tooMany = counts.getOrDefault(login, 0L) >= mostOfLogin
                ? Optional.of(login)
                : waits.size() < most
                        ? Optional.empty()
                        : counts.entrySet().stream()
                                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                                .map(Map.Entry::getKey);
        tooMany.flatMap(this::longest).ifPresent(longest -> {
            longest.over = true;
            waits.remove(longest);
        });
        Wait wait = new Wait(login);
        waits.add(wait);
        return wait;
    }

    private Optional<Wait> longest(String login) {
        return waits.stream().filter(each -> each.login.equals(login)).findFirst();
    }

    synchronized void end(Wait wait) {
        waits.remove(wait);
    }
}
