package io.ripen.tracking.internal;

import io.ripen.tracking.Engagement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * Who is behind a user agent: our rules first, then the user-agent library, whose rules are read in the background.
 * Remembers the ones asked last. Thread-safe.
 */
final class Agents {
    /** No real one is longer; what is, must not cost time in patterns. */
    private static final int LONGEST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
    private static final int KEPT = 5_000;
    private static final String NOBODY = "Other";
    private static final Pattern PHONE =
            Pattern.compile("^(Mozilla/5\\.0 \\((?:Linux; (?:U; )?)?Android[ 0-9.]{0,12})((?:;[^()]{0,120})?)(?=\\))");

    /** What an agent is. */
    record Agent(Engagement engagement, String reason, String name) {}

    private record Rule(Engagement engagement, String reason, Pattern pattern) {}

    private final List<Rule> rules;
    private final CompletableFuture<Parser> library = CompletableFuture.supplyAsync(Parser::new);
    private final Map<String, Agent> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Agent> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param file further rules that go first; the empty string for none
     */
    Agents(String file) {
        rules = new ArrayList<>();
        try {
            if (!file.isBlank()) {
                try (Reader own = Files.newBufferedReader(Path.of(file.strip()))) {
                    rules.addAll(read(file, own));
                }
            }
            try (InputStream built = Objects.requireNonNull(Agents.class.getResourceAsStream("agents.txt"));
                    Reader text = new InputStreamReader(built, StandardCharsets.UTF_8)) {
                rules.addAll(read("agents.txt", text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The rules about user agents cannot be read: " + e.getMessage(), e);
        }
    }

    Agent of(String userAgent) {
        String asked = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        synchronized (known) {
            Agent found = known.get(asked);
            if (found != null) {
                return found;
            }
        }
        Agent judged = judge(asked.strip());
        synchronized (known) {
            known.put(asked, judged);
        }
        return judged;
    }

    private Agent judge(String asked) {
        return judge(asked, withoutModel(asked));
    }

    /** A phone may be called anything, such as CUBOT or M bot 60; what its browser is stands before and behind. */
    private static String withoutModel(String asked) {
        Matcher phone = PHONE.matcher(asked);
        return phone.find()
                        && !phone.group(2).contains("compatible")
                        && !phone.group(2).contains("http")
                ? phone.group(1) + asked.substring(phone.end(2))
                : asked;
    }

    private Agent judge(String asked, String judged) {
        if (asked.isEmpty()) {
            return new Agent(Engagement.MACHINE, "no-agent", "nameless");
        }
        for (Rule rule : rules) {
            if (rule.pattern().matcher(judged).find()) {
                return new Agent(rule.engagement(), rule.reason(), name(asked));
            }
        }
        Client client;
        try {
            client = library.join().parse(judged);
        } catch (RuntimeException | LinkageError broken) {
            // Nobody's click may hang on it.
            LOG.error("The user-agent library failed; this agent counts as unknown.", broken);
            return new Agent(Engagement.UNKNOWN, "not-looked-up", name(asked));
        }
        if ("Spider".equals(client.device.family)) {
            return new Agent(Engagement.MACHINE, "robot", name(asked));
        }
        boolean browser = !NOBODY.equals(client.userAgent.family) && !NOBODY.equals(client.os.family);
        return browser
                ? new Agent(Engagement.HUMAN, "browser", client.userAgent.family + " on " + client.os.family)
                : new Agent(Engagement.UNKNOWN, "unusual-agent", name(asked));
    }

    private static String name(String asked) {
        String plain = asked.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }

    private static List<Rule> read(String file, Reader text) throws IOException {
        List<Rule> rules = new ArrayList<>();
        BufferedReader lines = new BufferedReader(text);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#")) {
                continue;
            }
            String[] parts = plain.split("\\s+", 3);
            try {
                if (parts.length < 3) {
                    throw new IllegalArgumentException("it has fewer than three parts");
                }
                rules.add(new Rule(
                        Engagement.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                        parts[1],
                        Pattern.compile(parts[2], Pattern.CASE_INSENSITIVE)));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        wrong(file, number, "its pattern is broken: " + e.getDescription()), e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(wrong(file, number, String.valueOf(e.getMessage())), e);
            }
        }
        return rules;
    }

    private static String wrong(String file, int line, String why) {
        return "Line " + line + " of " + file + " is no rule about user agents, " + why
                + ". Write engagement (human, machine, unknown), reason and pattern.";
    }
}
