package io.ripen.http.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer in memory while it is made, so that its maker never waits for whoever asked; {@link AnswerWriting} sends it
 * without a thread. An answer longer than {@link #MOST} goes straight to the connection and holds a thread meanwhile. There are
 * only as many of those as the semaphore has permits; one more is answered 503. Used by one thread at a time.
 */
final class HeldAnswer extends HttpServletResponseWrapper {
    /** Bytes. Nothing that is to be had without a login is as long. */
    static final int MOST = 1024 * 1024;

    private enum Way {
        HELD,
        STRAIGHT,
        CROWDED
    }

    private final Semaphore straight;
    private final Untaken untaken;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ServletOutputStream stream = new Stream();
    private @Nullable PrintWriter writer;
    private boolean streamGiven;
    private boolean closed;
    private long announced = -1;
    private boolean permit;
    private Way way = Way.HELD;

    HeldAnswer(HttpServletResponse response, Semaphore straight, Untaken untaken) {
        super(response);
        this.straight = straight;
        this.untaken = untaken;
    }

    private HttpServletResponse raw() {
        return (HttpServletResponse) getResponse();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        if (writer != null) {
            throw new IllegalStateException("getWriter() was called before.");
        }
        streamGiven = true;
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (streamGiven) {
            throw new IllegalStateException("getOutputStream() was called before.");
        }
        if (writer == null) {
            String charset = getCharacterEncoding() == null ? "ISO-8859-1" : getCharacterEncoding();
            setCharacterEncoding(charset);
            writer = new PrintWriter(new OutputStreamWriter(stream, Charset.forName(charset)));
        }
        return writer;
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        announced = length;
        if (way == Way.STRAIGHT) {
            super.setContentLengthLong(length);
        }
    }

    /** What is held is sent as a whole. */
    @Override
    public void flushBuffer() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        if (way == Way.STRAIGHT) {
            super.flushBuffer();
        }
    }

    @Override
    public int getBufferSize() {
        return MOST;
    }

    @Override
    public void setBufferSize(int size) {
        // All of it is kept anyway.
    }

    @Override
    public boolean isCommitted() {
        return closed || way != Way.HELD;
    }

    @Override
    public void resetBuffer() {
        if (isCommitted()) {
            throw new IllegalStateException("The answer is under way.");
        }
        if (writer != null) {
            writer.flush();
        }
        bytes.reset();
        announced = -1;
    }

    @Override
    public void reset() {
        resetBuffer();
        super.reset();
        writer = null;
        streamGiven = false;
    }

    @Override
    public void sendError(int status) {
        sendError(status, "");
    }

    /** In plain text: the server's own page would be written by the thread that serves, and name what serves. */
    @Override
    public void sendError(int status, @Nullable String message) {
        resetBuffer();
        setStatus(status);
        setContentType("text/plain; charset=utf-8");
        setHeader("X-Content-Type-Options", "nosniff");
        String text = message == null || message.isBlank() ? "This call was answered with " + status + "." : message;
        bytes.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        closed = true;
    }

    @Override
    public void sendRedirect(String location) {
        resetBuffer();
        setStatus(SC_FOUND);
        setHeader("Location", location);
        closed = true;
    }

    /** From now on what is written goes to the connection, with what is held first. */
    void goStraight() throws IOException {
        if (way == Way.HELD) {
            way = Way.STRAIGHT;
            if (announced >= 0) {
                super.setContentLengthLong(announced);
            }
            write(bytes.toByteArray(), 0, bytes.size());
            bytes.reset();
        }
    }

    /** Whether all of it is held and nothing was sent. */
    boolean isHeld() {
        return way == Way.HELD;
    }

    /** Whether it was too long and too many such were under way. What its maker wrote is gone. */
    boolean isCrowded() {
        return way == Way.CROWDED;
    }

    /** What was written. The server then knows its length. */
    byte[] finish() {
        if (writer != null) {
            writer.flush();
        }
        closed = true;
        if (bytes.size() > 0) {
            super.setContentLengthLong(bytes.size());
        } else if (announced > 0) {
            // Asked for by HEAD.
            super.setContentLengthLong(announced);
        }
        return bytes.toByteArray();
    }

    /** Gives back what it holds. */
    void release() {
        if (permit) {
            permit = false;
            straight.release();
        }
    }

    private void take(byte[] from, int offset, int length) throws IOException {
        if (closed || way == Way.CROWDED) {
            return;
        }
        if (way == Way.HELD && bytes.size() + (long) length > MOST) {
            permit = straight.tryAcquire();
            if (!permit) {
                way = Way.CROWDED;
                bytes.reset();
                return;
            }
            goStraight();
        }
        if (way == Way.STRAIGHT) {
            write(from, offset, length);
        } else {
            bytes.write(from, offset, length);
        }
    }

    private void write(byte[] from, int offset, int length) throws IOException {
        try {
            raw().getOutputStream().write(from, offset, length);
        } catch (IOException gone) {
            untaken.count();
            throw gone;
        }
    }

    private final class Stream extends ServletOutputStream {
        @Override
        public void write(int one) throws IOException {
            take(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            take(from, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (way == Way.STRAIGHT) {
                raw().getOutputStream().flush();
            }
        }

        @Override
        public void close() {
            closed = closed || way == Way.HELD;
        }

        @Override
        public boolean isReady() {
            try {
                return way != Way.STRAIGHT || raw().getOutputStream().isReady();
            } catch (IOException gone) {
                return true;
            }
        }

        /** Who writes without a thread of their own needs none of ours. */
        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                goStraight();
                raw().getOutputStream().setWriteListener(listener);
            } catch (IOException gone) {
                listener.onError(gone);
            }
        }
    }
}
