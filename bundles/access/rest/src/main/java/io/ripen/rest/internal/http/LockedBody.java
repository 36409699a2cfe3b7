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
 */
public final class LockedBody extends HttpServletRequestWrapper {
    private static final String NAME = LockedBody.class.getName();

    private static final int MOST_AT_ONCE = 10;
    private static final int QUIET_MILLIS = 500;
    private static final int LONGEST_MILLIS = 10_000;
    private static final int LOOK_MILLIS = 5;
    private static final Semaphore DISCARDING = new Semaphore(MOST_AT_ONCE);

    private volatile boolean open;
    private boolean discarded;

    LockedBody(HttpServletRequest request) {
        super(request);
        request.setAttribute(NAME, this);
    }

    /** Lets the body of this request be read. */
    public static void unlock(@Nullable HttpServletRequest request) {
        if (request != null && request.getAttribute(NAME) instanceof LockedBody body) {
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
                int next = in.read();
                pace.came(next < 0 ? -1 : 1);
                return next;
            }
            discard();
            return -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (open) {
                int read = in.read(into, offset, length);
                pace.came(read);
                return read;
            }
            discard();
            return -1;
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
