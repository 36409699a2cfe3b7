package io.ripen.benchmarks.mail;

/** A way to hand mails to a server. {@link #send} is called by several threads at once. */
interface MailSender extends AutoCloseable {
    String name();

    void send(int number) throws Exception;

    @Override
    void close();
}
