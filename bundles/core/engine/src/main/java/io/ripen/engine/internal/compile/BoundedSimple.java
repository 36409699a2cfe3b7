package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.language.simple.SimplePredicateParser;
import org.apache.camel.language.simple.ast.BinaryExpression;
import org.apache.camel.language.simple.ast.LogicalExpression;
import org.apache.camel.language.simple.ast.SimpleNode;
import org.apache.camel.language.simple.types.BinaryOperatorType;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Camel's Simple language, whose operators {@code regex} and {@code !regex} are answered by a {@link TextPattern}. Java's own
 * regular expressions, which Camel would use, may take years for forty characters that a lead wrote.
 */
public final class BoundedSimple extends SimpleLanguage {
    /** Expressions come from deployed files, so there are few; the limit is for the unforeseen. */
    private static final int MOST = 10_000;

    private final Map<String, Predicate> predicates = new ConcurrentHashMap<>();

    /** The language of one context, ready to be asked. */
    public static BoundedSimple of(CamelContext camel) {
        BoundedSimple simple = new BoundedSimple();
        simple.setCamelContext(camel);
        simple.init();
        simple.start();
        return simple;
    }

    @Override
    public Predicate createPredicate(String expression) {
        Predicate known = predicates.get(expression);
        if (known != null) {
            return known;
        }
        Predicate made = !expression.startsWith("resource:")
                ? new Conditions(getCamelContext(), expression).parsePredicate()
                : super.createPredicate(expression);
        if (predicates.size() >= MOST) {
            predicates.clear();
        }
        predicates.put(expression, made);
        return made;
    }

    /** Camel's parser; what it made is gone through for patterns before it becomes a predicate. */
    private static final class Conditions extends SimplePredicateParser {
        Conditions(CamelContext camel, String expression) {
            super(camel, expression, true, null);
        }

        @Override
        protected Predicate doParsePredicate() {
            List<SimpleNode> bounded = nodes.stream().map(Conditions::bounded).toList();
            nodes.clear();
            nodes.addAll(bounded);
            return super.doParsePredicate();
        }

        private static SimpleNode bounded(SimpleNode node) {
            if (node instanceof LogicalExpression logical) {
                LogicalExpression same = new LogicalExpression(logical.getToken());
                same.acceptLeftNode(bounded(logical.getLeft()));
                same.acceptRightNode(bounded(logical.getRight()));
                return same;
            }
            if (node instanceof BinaryExpression binary
                    && (binary.getOperator() == BinaryOperatorType.REGEX
                            || binary.getOperator() == BinaryOperatorType.NOT_REGEX)) {
                return new Matching(binary);
            }
            if (node instanceof BinaryExpression binary && Comparing.knows(binary.getOperator())) {
                return new Comparing(binary);
            }
            return node;
        }
    }

    /** {@code … regex '…'}. */
    private static final class Matching extends BinaryExpression {
        private final boolean wanted;

        Matching(BinaryExpression camels) {
            super(camels.getToken());
            acceptLeftNode(camels.getLeft());
            acceptRightNode(camels.getRight());
            wanted = camels.getOperator() == BinaryOperatorType.REGEX;
        }

        @Override
        public Expression createExpression(CamelContext camel, String expression) {
            Expression text = getLeft().createExpression(camel, expression);
            Expression pattern = getRight().createExpression(camel, expression);
            refuse(camel, pattern);
            return new ExpressionAdapter() {
                private volatile @Nullable Prepared prepared;

                @Override
                public Object evaluate(Exchange exchange) {
                    String asked = text.evaluate(exchange, String.class);
                    String written = pattern.evaluate(exchange, String.class);
                    if (written == null) {
                        throw new RuntimeCamelException("The condition " + expression + " has no pattern.");
                    }
                    boolean matches = asked != null && pattern(written).matches(asked);
                    return matches == wanted;
                }

                private TextPattern pattern(String written) {
                    Prepared known = prepared;
                    if (known == null || !known.written().equals(written)) {
                        known = prepared(written);
                        prepared = known;
                    }
                    return known.pattern();
                }
            };
        }
    }

    /** What a fixed pattern has that RE2 does not know is told when the route is built, and not when a lead comes to it. */
    private static void refuse(CamelContext camel, Expression pattern) {
        String written;
        try {
            written = pattern.evaluate(new DefaultExchange(camel), String.class);
        } catch (RuntimeException asksTheExchange) {
            return;
        }
        if (written != null) {
            prepared(written);
        }
    }

    private static Prepared prepared(String written) {
        try {
            return new Prepared(written, TextPattern.of(written));
        } catch (TextPattern.Unusable unusable) {
            throw new RuntimeCamelException(unusable.why() + " " + unusable.cure(), unusable);
        }
    }

    private record Prepared(String written, TextPattern pattern) {}
}
