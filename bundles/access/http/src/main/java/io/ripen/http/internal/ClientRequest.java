package io.ripen.http.internal;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** A request whose remote address is that of who asks, and not of the proxy before us. */
class ClientRequest extends HttpServletRequestWrapper {
    private final String address;

    ClientRequest(HttpServletRequest request, String address) {
        super(request);
        this.address = address;
    }

    @Override
    public final String getRemoteAddr() {
        return address;
    }

    /** Never looked up: a name would be the word of whoever owns the address. */
    @Override
    public final String getRemoteHost() {
        return address;
    }
}
