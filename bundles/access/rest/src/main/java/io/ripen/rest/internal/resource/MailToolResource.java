package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripen.access.Role;
import io.ripen.mail.MailReader;
import io.ripen.mail.MailReading;
import io.ripen.rest.internal.http.BodyLimit;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Says what a mail would count as, by the code that reads the mailbox; nothing is kept or changed. */
@Path("tools/mail")
@Produces(MediaType.APPLICATION_JSON)
public final class MailToolResource {
    private static final long LARGEST = 32L * 1024 * 1024;

    private final Needed<MailReader> reader;

    public MailToolResource(Needed<MailReader> reader) {
        this.reader = reader;
    }

    /** Why it came back. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record BounceBody(
            List<String> recipients, boolean hard, @Nullable String status) {}

    /** What was complained of. */
    public record ComplaintBody(String type) {}

    /** What the mail counts as. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Result(
            String kind,
            @Nullable BounceBody bounce,
            @Nullable ComplaintBody complaint,
            String newText,
            @Nullable LocalDate returnDate) {

        static Result of(MailReading reading) {
            var bounce = reading.bounce();
            var complaint = reading.complaint();
            return new Result(
                    reading.kind().word(),
                    bounce == null ? null : new BounceBody(bounce.recipients(), bounce.hard(), bounce.status()),
                    complaint == null ? null : new ComplaintBody(complaint.type()),
                    reading.newText(),
                    reading.returnDate());
        }
    }

    /** The mail as it came, headers and body. */
    @POST
    @Consumes({"message/rfc822", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @BodyLimit(LARGEST)
    @Needs(Role.VIEWER)
    public Result read(InputStream body) throws IOException {
        byte[] mail = body.readAllBytes();
        if (mail.length == 0) {
            throw ProblemException.invalid(
                    "body", "There is no mail to read.", "Send the whole mail, headers and body, as it came.");
        }
        return Result.of(reader.get().read(mail));
    }
}
