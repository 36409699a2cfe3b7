package io.ripen.rest.internal;

import io.ripen.sandbox.Fault;
import io.ripen.sandbox.LeadMail;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A sandbox that received three messages. Knows the calls that the API makes, and nothing else. */
final class LeadSandbox {
    final List<String> told = new ArrayList<>();

    Sandbox sandbox() {
        return (Sandbox) Proxy.newProxyInstance(
                Sandbox.class.getClassLoader(),
                new Class<?>[] {Sandbox.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "messages" -> messages((Long) arguments[0], (Integer) arguments[1]);
            case "fail" -> {
                told.add((Fault) arguments[0] + " " + arguments[1]);
                yield null;
            }
            case "replyBySms" -> {
                told.add(arguments[0] + " " + arguments[1]);
                yield 200;
            }
            case "replyByMail" -> {
                LeadMail mail = (LeadMail) arguments[0];
                if (mail.from().startsWith("nobody")) {
                    throw new IllegalArgumentException("No mail went to " + mail.from() + ".");
                }
                told.add(mail.kind() + " " + mail.from() + " " + mail.subject() + " " + mail.text());
                yield "bounce";
            }
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private static List<SandboxMessage> messages(long after, int limit) {
        return LongStream.rangeClosed(1, 3)
                .filter(number -> number > after)
                .limit(limit)
                .mapToObj(number -> new SandboxMessage(
                        number, "sms", "SM" + number, "+15005550006", "+14155550100", null, "Hi!", null, Crm.NOW))
                .toList();
    }
}
