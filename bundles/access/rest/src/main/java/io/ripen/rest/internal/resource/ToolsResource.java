package io.ripen.rest.internal.resource;

import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.rest.internal.http.BodyLimit;
import io.ripen.rest.internal.http.Charsets;
import io.ripen.rest.internal.http.Multipart;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.login.SignedIn;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.ws.rs.Consumes;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Says what deploying a sequence would say; nothing is deployed. */
@SignedIn
@Path("tools/sequence")
@Produces(MediaType.APPLICATION_JSON)
public final class ToolsResource {
    private static final long LARGEST = 4L * 1024 * 1024;
    /** Passes for a template of every format, where the caller asked not to look at templates. */
    private static final String LEFT_OUT = "Subject: left out\n\nLeft out.\n";

    private final Needed<Sequences> sequences;
    private final Needed<Lint> lint;

    public ToolsResource(Needed<Sequences> sequences, Needed<Lint> lint) {
        this.sequences = sequences;
        this.lint = lint;
    }

    /** A sequence with all that belongs to it. */
    public record Body(
            @Nullable String name,
            @Nullable String xml,
            @Nullable Map<String, @Nullable String> templates) {}

    /** Whether it would be deployed, and if not, why; and what could be better, which is never a reason to refuse it. */
    public record Result(boolean ok, List<Problem> problems, List<Hint> hints) {}

    /** The route alone. If a sequence of its id is deployed, its templates count as being beside it. */
    @POST
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.TEXT_PLAIN})
    @BodyLimit(LARGEST)
    public Result checkXml(
            @QueryParam("templates") @Nullable String templates,
            @HeaderParam("Content-Type") @Nullable String contentType,
            InputStream body)
            throws IOException {
        String xml = text(Charsets.reader(body, contentType));
        return check(null, xml, Map.of(), templates);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(LARGEST)
    public Result checkJson(@QueryParam("templates") @Nullable String templates, Body body) {
        Map<String, String> files = new TreeMap<>();
        if (body.templates() != null) {
            body.templates().forEach((name, text) -> files.put(name, text == null ? "" : text));
        }
        return check(body.name(), body.xml(), files, templates);
    }

    /** A form of files: the one that ends in {@code .xml} is the route, the others are its templates. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @BodyLimit(LARGEST)
    public Result checkForm(
            @QueryParam("templates") @Nullable String templates,
            @HeaderParam("Content-Type") String contentType,
            InputStream body)
            throws IOException {
        Multipart form = new Multipart(body, contentType);
        String name = null;
        String xml = null;
        Map<String, String> files = new TreeMap<>();
        for (Optional<Multipart.Part> part = form.next(); part.isPresent(); part = form.next()) {
            String file = part.get().fileName().orElse(part.get().name());
            String text =
                    text(Charsets.reader(part.get().body(), part.get().headers().get("content-type")));
            if (!file.endsWith(".xml") && !part.get().name().equals("xml")) {
                files.put(file, text);
            } else if (xml == null) {
                xml = text;
                name = file.endsWith(".xml") ? file : null;
            } else {
                throw ProblemException.invalid(
                        part.get().name(), "The form has two routes.", "Send one file that ends in .xml.");
            }
        }
        return check(name, xml, files, templates);
    }

    private Result check(
            @Nullable String name, @Nullable String xml, Map<String, String> files, @Nullable String templates) {
        if (xml == null || xml.isBlank()) {
            throw ProblemException.invalid("xml", "There is no route to check.", "Send the XML of one sequence.");
        }
        boolean ignore = "ignore".equals(templates);
        if (templates != null && !ignore) {
            throw ProblemException.invalid(
                    "templates",
                    Quoted.of(templates) + " is not a value of 'templates'.",
                    "Use 'templates=ignore', or leave it out.");
        }
        Sequences deployed = sequences.get();
        Optional<SequenceId> id = RouteNames.id(xml);
        Map<String, String> beside = new TreeMap<>();
        id.flatMap(deployed::source).ifPresent(source -> beside.putAll(source.templates()));
        beside.putAll(files);
        if (ignore) {
            RouteNames.templates(xml).forEach(file -> beside.putIfAbsent(file, LEFT_OUT));
        }
        String file = name != null ? name : id.map(each -> each + ".xml").orElse("sequence.xml");
        SequenceSource source = new SequenceSource(file, xml, beside);
        List<Problem> problems = deployed.check(source);
        return new Result(problems.isEmpty(), problems, ignore ? List.of() : hints(source));
    }

    /** Only those about names while nobody gives others: the answer is right without them. */
    private List<Hint> hints(SequenceSource source) {
        try {
            return Hints.of(sequences.get(), lint.get(), source);
        } catch (ProblemException away) {
            return sequences.get().unknownNames(source);
        }
    }

    private static String text(Reader reader) throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        String read = text.toString();
        return read.startsWith("\uFEFF") ? read.substring(1) : read;
    }
}
