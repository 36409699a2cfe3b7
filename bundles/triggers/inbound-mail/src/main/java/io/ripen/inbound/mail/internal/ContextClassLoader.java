package io.ripen.inbound.mail.internal;

import java.util.concurrent.Callable;
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * The mail API finds its parts through the context class loader, which in OSGi must be that of the bundle that has them.
 * Without it the first use would depend on which other bundles have started.
 */
final class ContextClassLoader {
    private ContextClassLoader() {}

    /** Calls with the mail bundle's class loader; an exception goes through as it is. */
    static <T> T call(Callable<T> body) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(IMAPFolder.class.getClassLoader());
        try {
            return body.call();
        } catch (Exception e) {
            throw ContextClassLoader.<RuntimeException>unchecked(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The callers declare or expect what the body throws. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(Exception e) throws E {
        throw (E) e;
    }
}
