package io.ripen.delivery.internal.lint;

import io.ripen.delivery.internal.wording.Closing;
import io.ripen.message.Hint;
import io.ripen.message.SmsText;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Rules about one text. */
final class TextRules {
    /** 30 seconds at 150 words a minute. */
    private static final int VOICEMAIL_WORDS = 75;

    private static final int MOST_PARAGRAPHS = 3;
    private static final int WORDS_OF_A_SHORT_ONE = 75;

    private static final List<BiConsumer<ReadTemplate, Hints>> SMS = List.of(
            TextRules::smsOneSegment,
            TextRules::smsBusinessName,
            TextRules::oneCallToAction,
            TextRules::smsOptOut,
            TextRules::onePersonalField);
    private static final List<BiConsumer<ReadTemplate, Hints>> EMAIL =
            List.of(TextRules::emailPersonalFirstLine, TextRules::emailShort, TextRules::oneLink);
    private static final List<BiConsumer<ReadTemplate, Hints>> CALL = List.of(TextRules::voicemail30Seconds);

    /** Where rules put what they found. */
    record Hints(Closing closing, List<Hint> found) {
        void add(String rule, ReadTemplate template, String message, String reason) {
            found.add(new Hint(
                    rule, template.file(), template.firstLine(), template.step().id(), message, reason));
        }
    }

    private TextRules() {}

    static void check(ReadTemplate template, Hints hints) {
        List<BiConsumer<ReadTemplate, Hints>> rules =
                switch (template.step().uri().scheme()) {
                    case "sms" -> SMS;
                    case "email" -> EMAIL;
                    case "call" -> CALL;
                    default -> List.of();
                };
        rules.forEach(rule -> rule.accept(template, hints));
    }

    private static void smsOneSegment(ReadTemplate template, Hints hints) {
        String sample = template.sample();
        String line = hints.closing().optOutLine();
        if (!line.isEmpty() && !Closing.saysHowToOptOut(sample)) {
            sample += " " + line;
        }
        SmsText text = SmsText.of(sample);
        if (text.segments() > 1) {
            boolean plain = SmsText.of(text.plain()).segments() < text.segments();
            hints.add(
                    "sms-one-segment",
                    template,
                    "With names of usual length the text has " + text.characters() + " characters of "
                            + text.encoding().word() + " and goes out as " + text.segments() + " segments.",
                    "Each segment is billed, and a long text is read less. "
                            + (plain ? "Plain quotes and dashes would save one." : "Shorten it."));
        }
    }

    private static void smsBusinessName(ReadTemplate template, Hints hints) {
        if (!template.namesTheBusinessFirst()) {
            hints.add(
                    "sms-business-name",
                    template,
                    "The text does not say at its start who is writing.",
                    "Who gets a text from an unknown number reports it. Begin with '{{team.business_name}}: '.");
        }
    }

    private static void oneCallToAction(ReadTemplate template, Hints hints) {
        oneLink(template, hints);
        if (template.questions() > 1) {
            hints.add(
                    "one-call-to-action",
                    template,
                    "The text asks " + template.questions() + " questions.",
                    "Who is asked one thing answers; who is asked two answers neither. Keep the one that matters.");
        }
    }

    private static void oneLink(ReadTemplate template, Hints hints) {
        if (template.links() > 1) {
            hints.add(
                    "one-call-to-action",
                    template,
                    "The text has " + template.links() + " links.",
                    "One thing to do is done more often than one of several. Keep the link that matters.");
        }
    }

    private static void smsOptOut(ReadTemplate template, Hints hints) {
        if (hints.closing().optOutLine().isEmpty() && !Closing.saysHowToOptOut(template.text())) {
            hints.add(
                    "sms-opt-out",
                    template,
                    "The text does not say how to opt out, and the line is not added either.",
                    "The law asks for it in marketing texts. End with 'STOP to opt out.', or set opt.out.line in"
                            + " etc/io.ripen.delivery.cfg.");
        }
    }

    private static void onePersonalField(ReadTemplate template, Hints hints) {
        Set<String> fields = template.personalFields();
        if (fields.size() > 1) {
            hints.add(
                    "one-personal-field",
                    template,
                    "The text names " + fields.size() + " fields of the lead: " + String.join(", ", fields) + ".",
                    "One makes it personal; more of them read like a form, and each may be wrong. Keep one.");
        }
    }

    private static void emailPersonalFirstLine(ReadTemplate template, Hints hints) {
        String first = template.firstSentence();
        if (!first.contains("{{contact.") && !first.contains("{{company.")) {
            hints.add(
                    "email-personal-first-line",
                    template,
                    "The first line of the mail has nothing of the lead.",
                    "It is what shows beside the subject. Begin with 'Hi {{contact.first_name|there}},'.");
        }
    }

    private static void emailShort(ReadTemplate template, Hints hints) {
        List<String> paragraphs = template.paragraphs();
        long longOnes = paragraphs.stream()
                .filter(each -> ReadTemplate.words(each) > WORDS_OF_A_SHORT_ONE)
                .count();
        if (paragraphs.size() > MOST_PARAGRAPHS || longOnes > 0) {
            hints.add(
                    "email-short",
                    template,
                    paragraphs.size() > MOST_PARAGRAPHS
                            ? "The mail has " + paragraphs.size() + " paragraphs between greeting and closing."
                            : "A paragraph of the mail has more than " + WORDS_OF_A_SHORT_ONE + " words.",
                    "Most are read on a phone, in seconds. Keep to three short paragraphs.");
        }
    }

    private static void voicemail30Seconds(ReadTemplate template, Hints hints) {
        int words = ReadTemplate.words(template.voicemail());
        if (words > VOICEMAIL_WORDS) {
            hints.add(
                    "voicemail-30-seconds",
                    template,
                    "The voicemail has " + words + " words, about " + Math.round(words / 2.5) + " seconds.",
                    "After 30 seconds people hang up. Keep it to " + VOICEMAIL_WORDS + " words.");
        }
    }
}
