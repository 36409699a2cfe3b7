package io.ripen.benchmarks.honesty;

import io.ripen.access.Actor;
import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.product.Fiction;
import io.ripen.benchmarks.product.Product;
import io.ripen.benchmarks.product.TwilioSms;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.DuplicateContactException;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.EventSource;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The core of the product without Karaf, told what to do on standard input: {@code feed 1 2 3}, {@code unfinished},
 * {@code stop}. Takes the same environment variables as the product.
 */
public final class NodeMain {
    private static final Set<String> OPTIONS = Set.of("lease", "grace");

    private final Product product;

    private NodeMain(Product product) {
        this.product = product;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(Arrays.asList(arguments), OPTIONS);
        Path routes = Path.of(environment("RIPEN_ROUTES"));
        int lease = options.number("lease", 30);
        RunSettings settings = new RunSettings(
                "node-" + ProcessHandle.current().pid(),
                500,
                Duration.ofSeconds(lease),
                Duration.ofMillis(lease * 1000L / 6),
                Duration.ofSeconds(options.number("grace", Math.min(lease, 30))),
                8,
                1_000,
                RunSettings.DEFAULTS.segment());
        try (TwilioSms sms = new TwilioSms(
                routes,
                environment("RIPEN_TWILIO_URL"),
                environment("RIPEN_TWILIO_ACCOUNT_SID"),
                environment("RIPEN_TWILIO_AUTH_TOKEN"),
                environment("RIPEN_TWILIO_FROM"))) {
            try (Product product = new Product(stores(), Map.of("sms", sms.channel()), settings)) {
                deploy(product, routes.resolve("sequences").resolve(HonestSequence.ID));
                product.engine().start();
                System.out.println("ready");
                new NodeMain(product).obey();
            }
        }
        System.exit(0);
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException("The environment variable " + name + " is not set.");
        }
        return value;
    }

    private static Stores stores() {
        String url = System.getenv("RIPEN_DB_URL");
        return url == null
                ? Stores.open("jdbc:h2:file:" + environment("RIPEN_DATA") + "/ripen", "sa", "", 8, StoreOptions.PLAIN)
                : Stores.open(
                        url, environment("RIPEN_DB_USER"), environment("RIPEN_DB_PASSWORD"), 8, StoreOptions.PLAIN);
    }

    private static void deploy(Product product, Path folder) throws IOException {
        Map<String, String> templates = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sms")).toList()) {
                templates.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        product.deploy(HonestSequence.ID, Files.readString(folder.resolve(HonestSequence.ID + ".xml")), templates);
    }

    private void obey() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            try {
                switch (words[0]) {
                    case "feed" -> System.out.println(feed(words));
                    case "unfinished" -> System.out.println(unfinished());
                    default -> {
                        System.out.println("stopping");
                        return;
                    }
                }
            } catch (RuntimeException e) {
                System.out.println("error " + e.toString().replace('\n', ' '));
            }
        }
    }

    private String feed(String[] words) {
        List<Integer> leads = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            leads.add(Integer.parseInt(words[i]));
        }
        try {
            insert(leads);
        } catch (DuplicateContactException e) {
            // The answer to an earlier attempt was lost, its leads were not.
            leads.forEach(this::insertUnlessThere);
        }
        return "fed" + leads.stream().map(lead -> " " + lead).collect(Collectors.joining());
    }

    private void insertUnlessThere(int lead) {
        try {
            insert(List.of(lead));
        } catch (DuplicateContactException e) {
            // as it should be
        }
    }

    private void insert(List<Integer> leads) {
        List<ContactDraft> drafts = leads.stream().map(NodeMain::draft).toList();
        var unused = product.stores()
                .transactions()
                .call(work -> product.contacts().projection().insert(work, drafts, EventSource.API));
    }

    private static ContactDraft draft(int lead) {
        return new ContactDraft(
                TeamId.DEFAULT,
                HonestSequence.name(lead),
                HonestSequence.name(lead),
                null,
                null,
                Fiction.phone(lead),
                Set.of(HonestSequence.TAG),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    private long unfinished() {
        SequenceId id = new SequenceId(HonestSequence.ID);
        long count = 0;
        for (EnrollmentState state : EnrollmentState.values()) {
            if (!state.isFinal()) {
                count += product.enrollments()
                        .list(Actor.part("the benchmark"), new Enrollments.Query(null, id, state, null, 0, 1_000))
                        .size();
            }
        }
        return count;
    }
}
