package io.ripen.engine.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.engine.internal.check.AllowList;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Past the checker, the context itself still refuses: these tests hand it what the checker would never let through. */
class SecondLineOfDefenceTest {
    private final GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences());

    @AfterEach
    void close() {
        camel.close();
    }

    private Object simple(String expression) {
        Exchange exchange = new DefaultExchange(camel.context());
        exchange.getMessage().setBody(Kinds.lead(java.util.Map.of(), "VIP"));
        exchange.getMessage().setHeader("text", "hello");
        var parsed = camel.context().resolveLanguage("simple").createExpression(expression);
        parsed.init(camel.context());
        return parsed.evaluate(exchange, Object.class);
    }

    // These are on the test's class path, so that only the guard can be what refuses them.
    @ParameterizedTest
    @ValueSource(strings = {"bean:java.lang.Runtime", "class:java.lang.Runtime", "exec:ls", "file:/tmp", "log:x"})
    void aComponentThatIsNotAllowedDoesNotResolve(String uri) {
        assertThatThrownBy(() -> camel.context().getEndpoint(uri)).rootCause().hasMessageContaining("not allowed");
        assertThatThrownBy(() -> camel.context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:x").to(uri);
                    }
                }))
                .isNotNull();
    }

    @Test
    void aComponentThatTheOperatorListsResolves() {
        try (GuardedCamel wider = new GuardedCamel(
                new DefaultCamelContext(false), AllowList.forSequences(Set.of("class", "bean"), Set.of(), Set.of()))) {
            assertThat(wider.context().hasComponent("class")).isNull();
            assertThat(wider.context().getComponent("class")).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "ref", "header", "file", "tokenize", "exchangeProperty", "csimple"})
    void aLanguageThatIsNotAllowedDoesNotResolve(String language) {
        assertThatThrownBy(() -> camel.context().resolveLanguage(language)).hasMessageContaining("not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body.getClass}", "${body.getClass.forName('java.lang.Runtime')}",
                        "${body.contact.class.classLoader}",
                "${header.text.getClass}", "${bean:x}", "${bean:type:java.lang.Runtime?method=getRuntime}",
                "${exchange.context.stop}", "${camelContext.stop}", "${body.notes.clear}"
            })
    void noJavaMethodIsCalledButTheLeads(String expression) {
        assertThatThrownBy(() -> simple(expression)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void theLeadsOwnMethodsAreCalled() {
        assertThat(simple("${body.hasTag('VIP')}")).isEqualTo(true);
        assertThat(simple("${body.contact.firstName.toUpperCase}")).isEqualTo("ANN");
        assertThat(simple("${body.company?.size}")).isNull();
        assertThat(simple("${body.field('plan')}")).isEqualTo("pro");
    }

    @Test
    void noResourceIsRead() {
        assertThatThrownBy(() -> simple("resource:file:/etc/passwd")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> simple("resource:classpath:mistakes.txt")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void theEnvironmentIsNotAskedByPlaceholders() {
        assertThatThrownBy(() -> camel.context().resolvePropertyPlaceholders("{{PATH}}"))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> camel.context().resolvePropertyPlaceholders("{{java.home}}"))
                .isInstanceOf(RuntimeException.class);
        // Camel reads what follows an unknown name as its default, which is the author's own text.
        assertThat(camel.context().resolvePropertyPlaceholders("{{env:PATH}}")).isEqualTo("PATH");
        assertThat(camel.context().resolvePropertyPlaceholders("{{sys:java.home}}"))
                .isEqualTo("java.home");
    }
}
