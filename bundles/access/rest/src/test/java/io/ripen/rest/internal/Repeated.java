package io.ripen.rest.internal;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A beginning, and then the same again and again; costs no memory. Belongs to one thread. */
final class Repeated extends InputStream {
    private final byte[] head;
    private final byte[] body;
    private long left;
    private long at;

    Repeated(String head, String body, long times) {
        this.head = head.getBytes(StandardCharsets.UTF_8);
        this.body = body.getBytes(StandardCharsets.UTF_8);
        this.left = this.head.length + times * this.body.length;
    }

    @Override
    public int read() {
        if (left == 0) {
            return -1;
        }
        left--;
        long now = at++;
        return now < head.length ? head[(int) now] : body[(int) ((now - head.length) % body.length)];
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int count = 0;
        while (count < length && left > 0) {
            into[offset + count++] = (byte) read();
        }
        return count == 0 && length > 0 ? -1 : count;
    }
}
