package io.ripen.rest.internal.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is empty for whoever reads it until somebody has logged in. CXF reads a body to its end before it
 * answers, also when the answer is a refusal; without this, half a body and no login would hold a thread as long as its sender
 * likes. What still comes of a body is thrown away for a while, since a sender who is reset in the middle of it does not see why
 * it was refused: by {@value #MOST_AT_ONCE} threads at most, and until nothing came for {@value #QUIET_MILLIS} ms.
 *
 * <p>After the login a thread waits for what is missing, but only so many do ({@link BodyWaits}),
 * and none for longer than {@value #SILENT_MILLIS} ms in which nothing comes.
 */
public final class LockedBody extends HttpServletRequestWrapper {
    private static final String NAME = LockedBody.class.getName();

    private static final int MOST_AT_ONCE = 10;
    private static final int QUIET_MILLIS = 500;
    private static final int LONGEST_MILLIS = 10_000;
    private static final int LOOK_MILLIS = 5;
    private static final Semaphore DISCARDING = new Semaphore(MOST_AT_ONCE);
    private static final int SILENT_MILLIS = 15_000;
    private static final long SHORTEST_LOOK_NANOS = 50_000;
    /** Of the server's 200 threads. */
    private static final BodyWaits WAITS = new BodyWaits(25, 50);

    private static final Semaphore UNANNOUNCED = new Semaphore(25);

    private volatile boolean open;
    private volatile String login = "";
    private boolean discarded;
    private long seen;

    LockedBody(HttpServletRequest request) {
        super(request);
        request.setAttribute(NAME, this);
    }

    /** Lets the body of this request be read, by whoever logged in under this name. */
    public static void unlock(@Nullable HttpServletRequest request, String login) {
        if (request != null && request.getAttribute(NAME) instanceof LockedBody body) {
            body.login = login;
            body.open = true;
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Stream(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private final class Stream extends ServletInputStream {
        private final ServletInputStream in;
        private final BodyPace pace = new BodyPace(System::nanoTime);

        Stream(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (open) {
                byte[] one = new byte[1];
                return waited(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }
            discard();
            return -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (open) {
                return waited(into, offset, length);
            }
            discard();
            return -1;
        }

        private int waited(byte[] into, int offset, int length) throws IOException {
            if (getContentLengthLong() < 0) {
                return unannounced(into, offset, length);
            }
            if (seen < getContentLengthLong() && !isThere()) {
                BodyWaits.Wait wait = WAITS.begin(login);
                try {
                    await(wait);
                } finally {
                    WAITS.end(wait);
                }
            }
            return come(into, offset, length);
        }

        /** Its end cannot be seen without a thread that the server lets wait, so there are few of them. */
        private int unannounced(byte[] into, int offset, int length) throws IOException {
            if (getHeader("Transfer-Encoding") == null || in.available() > 0) {
                return come(into, offset, length);
            }
            if (!UNANNOUNCED.tryAcquire()) {
                open = false;
                throw tooSlow(true);
            }
            try {
                return come(into, offset, length);
            } finally {
                UNANNOUNCED.release();
            }
        }

        private int come(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            seen += Math.max(0, read);
            pace.came(read);
            return read;
        }

        private boolean isThere() throws IOException {
            return in.isFinished() || in.available() > 0;
        }

        /** Looks again and again, since a thread that the server lets wait cannot be called back. */
        private void await(BodyWaits.Wait wait) throws IOException {
            long began = System.nanoTime();
            long pause = SHORTEST_LOOK_NANOS;
            while (!isThere()) {
                if (wait.isOver() || millis(began, System.nanoTime()) > SILENT_MILLIS) {
                    open = false;
                    throw tooSlow(wait.isOver());
                }
                LockSupport.parkNanos(pause);
                pause = Math.min(2 * pause, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            }
        }

        private static ProblemException tooSlow(boolean crowded) {
            return crowded
                    ? ProblemException.of(
                                    503,
                                    "too-many-slow-bodies",
                                    "Too many bodies are awaited",
                                    "The rest of this body did not come, and others were sent meanwhile; only so many are"
                                            + " awaited at a time. Nothing was done.",
                                    "Send each body in one piece, or fewer at a time, and try again in a second.")
                            .header("Retry-After", "1")
                    : ProblemException.of(
                            408,
                            "too-slow",
                            "The request came too slowly",
                            "Nothing came of this body for " + SILENT_MILLIS / 1_000 + " seconds. Nothing was done.",
                            "Send the whole request at once.");
        }

        /** Reads what is there and never waits for the sender itself. */
        private void discard() throws IOException {
            long length = getContentLengthLong();
            boolean hasBody = length > 0 || length < 0 && getHeader("Transfer-Encoding") != null;
            if (discarded || !hasBody || !DISCARDING.tryAcquire()) {
                return;
            }
            discarded = true;
            try {
                byte[] block = new byte[8_192];
                long began = System.nanoTime();
                long last = began;
                long now = began;
                long seen = 0;
                while (seen != length
                        && !in.isFinished()
                        && millis(last, now) < QUIET_MILLIS
                        && millis(began, now) < LONGEST_MILLIS) {
                    int there = in.available();
                    int got = there > 0 ? in.read(block, 0, Math.min(there, block.length)) : 0;
                    if (got > 0) {
                        seen += got;
                        last = System.nanoTime();
                    } else {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
                    }
                    now = System.nanoTime();
                }
            } finally {
                DISCARDING.release();
            }
        }

        private static long millis(long from, long to) {
            return TimeUnit.NANOSECONDS.toMillis(to - from);
        }

        @Override
        public int available() throws IOException {
            return open ? in.available() : 0;
        }

        @Override
        public boolean isFinished() {
            return !open || in.isFinished();
        }

        @Override
        public boolean isReady() {
            return !open || in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
