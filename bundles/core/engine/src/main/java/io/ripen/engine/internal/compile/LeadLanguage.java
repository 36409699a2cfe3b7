package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.MethodChain;
import io.ripen.sequence.Lead;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.LanguageSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands where Camel has its {@code bean} language, to which Simple hands every {@code ${body.…}}. Camel's own would call
 * any method of any object by reflection; this one calls what {@link MethodChain} allows, on a lead, and nothing else, even
 * if an expression got past the checker.
 */
final class LeadLanguage extends LanguageSupport {
    /** Expressions come from deployed files, so there are few; the limit is for the unforeseen. */
    private static final int MOST = 10_000;

    private final Map<String, MethodChain> chains = new ConcurrentHashMap<>();

    @Override
    public Expression createExpression(String expression, Object[] properties) {
        Object body = properties.length > 1 ? properties[1] : null;
        Object call = properties.length > 2 ? properties[2] : null;
        if (!(body instanceof Lead lead) || !(call instanceof String text)) {
            throw new RuntimeCamelException(
                    "A sequence may call methods of the lead only; '" + call + "' was asked of something else.");
        }
        MethodChain chain = chain(text);
        return new ExpressionAdapter() {
            @Override
            public @Nullable Object evaluate(Exchange exchange) {
                OverdueException.check();
                try {
                    return chain.of(lead);
                } catch (Exception failed) {
                    throw new RuntimeCamelException("${body" + text + "} failed: " + failed.getMessage(), failed);
                }
            }
        };
    }

    private MethodChain chain(String text) {
        MethodChain known = chains.get(text);
        if (known != null) {
            return known;
        }
        try {
            MethodChain chain = MethodChain.parse(text);
            if (chains.size() >= MOST) {
                chains.clear();
            }
            chains.put(text, chain);
            return chain;
        } catch (MethodChain.NotAllowed notAllowed) {
            throw new RuntimeCamelException(notAllowed.why() + " " + notAllowed.cure(), notAllowed);
        }
    }

    @Override
    public Expression createExpression(String expression) {
        throw new RuntimeCamelException("'" + expression + "' would call Java code, which a sequence may not.");
    }

    @Override
    public Predicate createPredicate(String expression) {
        throw new RuntimeCamelException("'" + expression + "' would call Java code, which a sequence may not.");
    }

    @Override
    public Predicate createPredicate(String expression, Object[] properties) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(expression, properties));
    }
}
