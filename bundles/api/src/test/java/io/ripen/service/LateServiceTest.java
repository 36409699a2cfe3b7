package io.ripen.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** The framework counts each time that a service is got, until it is given back as often. */
class LateServiceTest {
    private final Counted counted = new Counted();

    @Test
    void isGotOnceHoweverOftenItIsUsedAndGivenBackOnce() throws Exception {
        LateService<String> late = new LateService<>(counted);
        assertThat(counted.users).as("before it is needed").hasValue(0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                all.add(threads.submit(late::get));
            }
            for (Future<String> each : all) {
                assertThat(each.get()).isEqualTo("service");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(counted.users).as("while it is held").hasValue(1);
        late.close();
        late.close();
        assertThat(counted.users).as("when it was given back").hasValue(0);
        assertThatThrownBy(late::get).isInstanceOf(IllegalStateException.class).hasMessageContaining("is gone");
        assertThat(counted.users).hasValue(0);
    }

    @Test
    void knowsWhoseServiceItIs() {
        LateService<String> late = new LateService<>(counted);
        assertThat(late.isOf(counted)).isTrue();
        assertThat(late.isOf(new Counted())).isFalse();
    }

    private static final class Counted implements ComponentServiceObjects<String> {
        private final AtomicInteger users = new AtomicInteger();

        @SuppressWarnings("unchecked")
        private final ServiceReference<String> reference = (ServiceReference<String>) Proxy.newProxyInstance(
                LateServiceTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "a reference";
                });

        @Override
        public String getService() {
            users.incrementAndGet();
            return "service";
        }

        @Override
        public void ungetService(String service) {
            users.decrementAndGet();
        }

        @Override
        public ServiceReference<String> getServiceReference() {
            return reference;
        }
    }
}
