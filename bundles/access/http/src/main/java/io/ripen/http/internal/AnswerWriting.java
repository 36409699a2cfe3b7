package io.ripen.http.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Sends one answer without a thread that waits until it is taken. It ends once, whichever comes first: the last byte, an
 * error such as a connection on which nothing moves, the deadline, or {@link #giveUp}.
 */
final class AnswerWriting implements WriteListener, AsyncListener, Unfinished.Waiting {
    private static final int BLOCK = 32 * 1024;
    /** What a connection costs besides the bytes. */
    private static final int OVERHEAD = 8 * 1024;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final byte[] bytes;
    private final ServletOutputStream out;
    private final AsyncContext async;
    private final Unfinished untakenAnswers;
    private final String address;
    private final Wire wire;
    private final Untaken untaken;
    private final AtomicBoolean ended = new AtomicBoolean();
    private int at;

    private AnswerWriting(
            HttpServletRequest request,
            HttpServletResponse response,
            byte[] bytes,
            Unfinished untakenAnswers,
            String address,
            Untaken untaken)
            throws IOException {
        this.bytes = bytes;
        this.untakenAnswers = untakenAnswers;
        this.address = address;
        this.untaken = untaken;
        wire = Wire.of(request);
        out = response.getOutputStream();
        async = request.startAsync();
        async.setTimeout(LONGEST.toMillis());
        async.addListener(this);
    }

    /** Begins; the caller returns to the container at once and does not touch request and response any more. */
    static void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            byte[] bytes,
            Unfinished untakenAnswers,
            String address,
            Untaken untaken)
            throws IOException {
        AnswerWriting writing = new AnswerWriting(request, response, bytes, untakenAnswers, address, untaken);
        untakenAnswers.add(address, writing, bytes.length + OVERHEAD);
        writing.out.setWriteListener(writing);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (at == bytes.length) {
                end();
                return;
            }
            int next = Math.min(BLOCK, bytes.length - at);
            at += next;
            out.write(bytes, at - next, next);
        }
    }

    @Override
    public void onError(Throwable gone) {
        if (end()) {
            untaken.count();
        }
    }

    @Override
    public void giveUp() {
        // What is being written fails then, and that ends it.
        wire.cut();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        wire.cut();
        onError(new IOException("The answer was not taken in " + LONGEST + "."));
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        untakenAnswers.remove(address, this);
        wire.rest();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody goes on behind an answer.
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        untakenAnswers.remove(address, this);
        async.complete();
        return true;
    }
}
