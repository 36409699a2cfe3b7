package io.ripen.rest.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Ends a call whose body is larger than its {@link BodyLimit}, by its announced length or while it is read. */
@Provider
public final class BodyLimitFilter implements ContainerRequestFilter {
    /** A connection that is closed on unread bytes is reset, and the caller never sees why it was refused. */
    private static final long READ_ON = 8L * 1024 * 1024;

    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        long limit = limit();
        String announced = request.getHeaderString("Content-Length");
        InputStream body = request.getEntityStream();
        // Jetty has refused what is no number.
        if (announced != null && Long.parseLong(announced.strip()) > limit) {
            if (body != null) {
                body.skip(limit + READ_ON);
            }
            throw ProblemException.tooLarge(limit);
        }
        if (body != null) {
            request.setEntityStream(new Limited(body, limit));
        }
    }

    private long limit() {
        if (resource == null || resource.getResourceMethod() == null) {
            return BodyLimit.DEFAULT;
        }
        BodyLimit limit = resource.getResourceMethod().getAnnotation(BodyLimit.class);
        return limit == null ? BodyLimit.DEFAULT : limit.value();
    }

    private static final class Limited extends FilterInputStream {
        private final long limit;
        private long seen;

        Limited(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                count(1);
            }
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            if (got > 0) {
                count(got);
            }
            return got;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(long bytes) throws IOException {
            seen += bytes;
            if (seen > limit) {
                in.skip(READ_ON);
                throw ProblemException.tooLarge(limit);
            }
        }
    }
}
