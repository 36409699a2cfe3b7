package io.ripen.channel.call.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A rendered template {@code .call}, taken apart. Headings stand on lines of their own:
 *
 * <pre>
 * Script:
 * Hi Ann, this is … from Acme. You asked us about …
 *
 * Voicemail:
 * Hi Ann, sorry I missed you. …
 * </pre>
 *
 * <p>What stands before the first heading belongs to the script, so a file without headings is a script.
 *
 * @param script what to say; may be empty when there is something for the mailbox
 * @param voicemail what to say to the mailbox, or null
 */
record CallScript(String script, @Nullable String voicemail) {
    private static final String SCRIPT = "script:";
    private static final String VOICEMAIL = "voicemail:";

    static CallScript read(String text) {
        StringBuilder script = new StringBuilder();
        StringBuilder voicemail = new StringBuilder();
        boolean scriptSeen = false;
        boolean voicemailSeen = false;
        StringBuilder current = script;
        for (String line : text.split("\\R", -1)) {
            String heading = line.strip().toLowerCase(Locale.ROOT);
            // Each heading counts once: a value that was merged in must not move what follows to the other part.
            if (heading.equals(SCRIPT) && !scriptSeen) {
                scriptSeen = true;
                current = script;
            } else if (heading.equals(VOICEMAIL) && !voicemailSeen) {
                voicemailSeen = true;
                current = voicemail;
            } else {
                current.append(line.stripTrailing()).append('\n');
            }
        }
        String mailbox = voicemail.toString().strip();
        return new CallScript(script.toString().strip(), mailbox.isEmpty() ? null : mailbox);
    }

    boolean isEmpty() {
        return script.isEmpty() && voicemail == null;
    }
}
