package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.rest.internal.http.BodyLimit;
import io.ripen.rest.internal.http.Charsets;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import java.io.IOException;
import java.io.InputStream;
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
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Says what could be better about a sequence; nothing is deployed. */
@Path("tools/lint")
@Produces(MediaType.APPLICATION_JSON)
public final class LintToolResource {
    private static final long LARGEST = 4L * 1024 * 1024;

    private final Needed<Sequences> sequences;
    private final Needed<Lint> lint;

    public LintToolResource(Needed<Sequences> sequences, Needed<Lint> lint) {
        this.sequences = sequences;
        this.lint = lint;
    }

    /** Whether it would be deployed, why not, and what could be better. */
    public record Result(boolean ok, List<Problem> problems, List<Hint> hints) {}

    /** The route alone. If a sequence of its id is deployed, its templates count as being beside it. */
    @POST
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.TEXT_PLAIN})
    @BodyLimit(LARGEST)
    @Needs(Role.MANAGER)
    public Result lintXml(@HeaderParam("Content-Type") @Nullable String contentType, InputStream body)
            throws IOException {
        StringWriter xml = new StringWriter();
        Charsets.reader(body, contentType).transferTo(xml);
        return lint(null, xml.toString(), Map.of());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(LARGEST)
    @Needs(Role.MANAGER)
    public Result lintJson(ToolsResource.Body body) {
        Map<String, String> files = new TreeMap<>();
        if (body.templates() != null) {
            body.templates().forEach((name, text) -> files.put(name, text == null ? "" : text));
        }
        return lint(body.name(), body.xml(), files);
    }

    private Result lint(@Nullable String name, @Nullable String xml, Map<String, String> files) {
        if (xml == null || xml.isBlank()) {
            throw ProblemException.invalid("xml", "There is no route to read.", "Send the XML of one sequence.");
        }
        String route = xml.startsWith("\uFEFF") ? xml.substring(1) : xml;
        Sequences deployed = sequences.get();
        Optional<SequenceId> id = RouteNames.id(route);
        Map<String, String> beside = new TreeMap<>();
        id.flatMap(deployed::source).ifPresent(source -> beside.putAll(source.templates()));
        beside.putAll(files);
        String file = name != null ? name : id.map(each -> each + ".xml").orElse("sequence.xml");
        SequenceSource source = new SequenceSource(file, route, beside);
        List<Problem> problems = deployed.check(source);
        return new Result(problems.isEmpty(), problems, Hints.of(deployed, lint.get(), source));
    }
}
