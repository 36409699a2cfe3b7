package io.ripen.channel.sms.twilio.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** One request to a servlet and what it answered. */
final class FakeHttp {
    private final String method;
    private final String query;
    private final byte[] body;
    private final Map<String, String> requestHeaders = new HashMap<>();
    private final Map<String, String> responseHeaders = new HashMap<>();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private int status;

    FakeHttp(String method, String query, String body) {
        this.method = method;
        this.query = query;
        this.body = body.getBytes(StandardCharsets.UTF_8);
        requestHeaders.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    }

    FakeHttp header(String name, String value) {
        requestHeaders.put(name, value);
        return this;
    }

    int to(TwilioServlet servlet) throws Exception {
        servlet.service(request(), response());
        return status;
    }

    String answer() {
        return answer.toString(StandardCharsets.UTF_8);
    }

    String answerHeader(String name) {
        return responseHeaders.get(name);
    }

    private HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getQueryString" -> query;
            case "getContentType" -> requestHeaders.get("Content-Type");
            case "getContentLengthLong" -> -1L;
            case "getHeader" -> requestHeaders.get((String) arguments[0]);
            case "getInputStream" -> input();
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (name, arguments) -> switch (name) {
            case "setStatus" -> {
                status = (int) arguments[0];
                yield null;
            }
            case "setHeader" -> responseHeaders.put((String) arguments[0], (String) arguments[1]);
            case "setContentType", "setCharacterEncoding" -> null;
            case "getOutputStream" -> output();
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private interface Answer {
        Object to(String name, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                    Object value = answer.to(called.getName(), arguments);
                    return called.getReturnType() == void.class ? null : value;
                }));
    }

    private ServletInputStream input() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                answer.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
