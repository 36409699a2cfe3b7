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

/**
 * Ends a call whose body is larger than its {@link BodyLimit}, by its announced length or while it is read. CXF reads on before
 * any answer goes out, so that a caller who is still writing sees why it was refused.
 */
@Provider
public final class BodyLimitFilter implements ContainerRequestFilter {
    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        long limit = limit();
        String announced = request.getHeaderString("Content-Length");
        // Jetty has refused what is no number.
        if (announced != null && Long.parseLong(announced.strip()) > limit) {
            throw ProblemException.tooLarge(limit);
        }
        InputStream body = request.getEntityStream();
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

        private void count(long bytes) {
            seen += bytes;
            if (seen > limit) {
                throw ProblemException.tooLarge(limit);
            }
        }
    }
}
