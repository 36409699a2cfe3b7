package io.ripen.benchmarks.mail;

/** The mail that every sender sends: text and HTML, about as long as a real one. */
final class Letter {
    private static final String BODY = """
            you asked about our homes near the river last week. A family that looked for the same moved in last month, and
            they were kind enough to write down what they had to find out by themselves: how the schools take children in
            the middle of a year, what the heating really costs, and which of the two garages is the dry one.

            Shall I send it to you, or would you rather look at the house on Saturday?
            """;

    private Letter() {}

    static String to(int number) {
        return "lead" + number + "@example.com";
    }

    static String subject(int number) {
        return "A family like yours, number " + number;
    }

    static String text(int number) {
        return "Hi Lead " + number + ",\n\n" + BODY;
    }

    static String html(int number) {
        return "<html><body><p>Hi Lead " + number + ",</p><p>" + BODY.replace("\n\n", "</p><p>") + "</p></body></html>";
    }
}
