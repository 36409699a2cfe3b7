package io.ripen.http.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one body without a thread that waits for it. When it is there the request is dispatched again with the bytes in the
 * attribute {@link #BODY}. A body that is too slow, too long or broken is answered here. It ends once, whichever comes
 * first: the last byte, the deadline, an error, or {@link #giveUp}.
 */
final class BodyReading implements ReadListener, AsyncListener, Unfinished.Waiting {
    static final String BODY = "io.ripen.http.body";
    private static final Logger LOG = LoggerFactory.getLogger(BodyReading.class);
    private static final int BLOCK = 4_096;
    /** A connection that is closed on unread bytes is reset, and the sender never sees why it was refused. */
    private static final int READ_ON = 1024 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Unfinished halfSent;
    private final String address;
    private final int limit;
    private final AsyncContext async;
    private final ServletInputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final byte[] block = new byte[BLOCK];
    private final AtomicBoolean ended = new AtomicBoolean();
    private int seen;

    private BodyReading(
            HttpServletRequest request,
            HttpServletResponse response,
            Unfinished halfSent,
            String address,
            int limit,
            Duration deadline)
            throws IOException {
        this.request = request;
        this.response = response;
        this.halfSent = halfSent;
        this.address = address;
        this.limit = limit;
        in = request.getInputStream();
        async = request.startAsync();
        async.setTimeout(deadline.toMillis());
        async.addListener(this);
    }

    /** Begins; the caller returns to the container at once and does not touch the request any more. */
    static void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            Unfinished halfSent,
            String address,
            int limit,
            Duration deadline)
            throws IOException {
        BodyReading reading = new BodyReading(request, response, halfSent, address, limit, deadline);
        halfSent.add(address, reading, 1);
        reading.in.setReadListener(reading);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!ended.get() && in.isReady()) {
            int got = in.read(block);
            if (got < 0) {
                return;
            }
            seen += got;
            if (seen <= limit) {
                bytes.write(block, 0, got);
            } else if (seen > READ_ON) {
                refuse(Refusal.tooLong(limit));
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (seen > limit) {
            refuse(Refusal.tooLong(limit));
        } else if (end()) {
            request.setAttribute(BODY, bytes.toByteArray());
            async.dispatch();
        }
    }

    @Override
    public void onError(Throwable failed) {
        LOG.debug("A body could not be read.", failed);
        refuse(Refusal.BODY);
    }

    @Override
    public void giveUp() {
        refuse(Refusal.SLOW);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        refuse(Refusal.SLOW);
    }

    @Override
    public void onError(AsyncEvent event) {
        refuse(Refusal.BODY);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Somebody behind us goes on asynchronously; the body was read by then.
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        halfSent.remove(address, this);
        return true;
    }

    private void refuse(Refusal refusal) {
        if (!end()) {
            return;
        }
        try {
            response.setHeader("Connection", "close");
            refusal.write(response, false);
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("The sender of a body is gone before it was told why it was refused.", gone);
        } finally {
            async.complete();
        }
    }
}
