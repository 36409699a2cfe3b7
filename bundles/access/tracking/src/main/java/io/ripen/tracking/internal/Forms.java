package io.ripen.tracking.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The form endpoint: who may use it, and what is answered. */
final class Forms {
    private static final Logger LOG = LoggerFactory.getLogger(Forms.class);
    private static final int SEE_OTHER = 303;

    private final FormEntries entries;
    private final Pace pace;

    Forms(FormEntries entries, Pace pace) {
        this.entries = entries;
        this.pace = pace;
    }

    /** The browser's question before a script of another page may send JSON. */
    static void mayAsk(ConfiguredForm form, HttpServletRequest request, HttpServletResponse response) {
        cors(form, request, response);
        response.setHeader("Access-Control-Allow-Methods", "POST");
        response.setHeader("Access-Control-Allow-Headers", "Content-Type");
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    void submit(ConfiguredForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException, Refused {
        cors(form, request, response);
        if (!form.allows(request.getHeader("Origin"))) {
            throw new Refused(403, "This form works only on the web site that it belongs to.");
        }
        if (!pace.allows(ClientAddress.group(request))) {
            response.setHeader("Retry-After", "60");
            throw new Refused(429, "That was a lot at once. Please try again in a minute.");
        }
        Map<String, String> fields = Body.fields(request);
        if (!form.honeypot().isEmpty()
                && !fields.getOrDefault(form.honeypot(), "").isEmpty()) {
            // It is told the same as a person, so that it learns nothing.
            LOG.info(
                    "An entry into form '{}' filled in the field that people do not see; it was not kept.",
                    form.name());
        } else {
            entries.keep(form, fields);
        }
        thank(form, request, response);
    }

    private static void thank(ConfiguredForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String accept = request.getHeader("Accept");
        if (Body.isJson(request)
                || (accept != null && accept.toLowerCase(Locale.ROOT).contains("application/json"))) {
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType("application/json");
            response.getOutputStream().write("{\"ok\":true}".getBytes(StandardCharsets.UTF_8));
        } else if (!form.thankYou().isEmpty()) {
            response.setStatus(SEE_OTHER);
            response.setHeader("Location", form.thankYou());
        } else {
            Pages.show(response, 200, "Thank you", "We have your message and will answer you soon.");
        }
    }

    private static void cors(ConfiguredForm form, HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        response.setHeader("Vary", "Origin");
        if (origin != null && form.isNamed(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
    }
}
