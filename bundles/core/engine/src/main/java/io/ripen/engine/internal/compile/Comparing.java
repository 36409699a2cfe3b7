package io.ripen.engine.internal.compile;

import io.ripen.text.Compared;
import io.ripen.text.ValueText;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.language.simple.ast.BinaryExpression;
import org.apache.camel.language.simple.types.BinaryOperatorType;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** A comparison in a condition by the rule of triggers, {@link Compared}; what that does not know is compared as Camel does. */
final class Comparing extends BinaryExpression {
    private static final Set<BinaryOperatorType> KNOWN = Set.of(
            BinaryOperatorType.EQ,
            BinaryOperatorType.NOT_EQ,
            BinaryOperatorType.GT,
            BinaryOperatorType.GTE,
            BinaryOperatorType.LT,
            BinaryOperatorType.LTE,
            BinaryOperatorType.CONTAINS,
            BinaryOperatorType.NOT_CONTAINS,
            BinaryOperatorType.IN,
            BinaryOperatorType.NOT_IN,
            BinaryOperatorType.STARTS_WITH,
            BinaryOperatorType.ENDS_WITH);

    Comparing(BinaryExpression camels) {
        super(camels.getToken());
        acceptLeftNode(camels.getLeft());
        acceptRightNode(camels.getRight());
    }

    static boolean knows(BinaryOperatorType operator) {
        return KNOWN.contains(operator);
    }

    @Override
    public Expression createExpression(CamelContext camel, String expression) {
        Expression left = getLeft().createExpression(camel, expression);
        Expression right = getRight().createExpression(camel, expression);
        Expression camels = super.createExpression(camel, expression);
        BinaryOperatorType operator = getOperator();
        return new ExpressionAdapter() {
            @Override
            public @Nullable Object evaluate(Exchange exchange) {
                Boolean known = compare(
                        operator, left.evaluate(exchange, Object.class), right.evaluate(exchange, Object.class));
                return known == null ? camels.evaluate(exchange, Boolean.class) : known;
            }
        };
    }

    /** Null when the rule says nothing of such values. */
    private static @Nullable Boolean compare(
            BinaryOperatorType operator, @Nullable Object left, @Nullable Object right) {
        return left == null || right == null || !isPlain(left) || !isPlain(right)
                ? null
                : ofPlain(operator, left, right);
    }

    private static @Nullable Boolean ofPlain(BinaryOperatorType operator, Object left, Object right) {
        return switch (operator) {
            case EQ -> Compared.same(left, right);
            case NOT_EQ -> !Compared.same(left, right);
            case GT, GTE, LT, LTE -> order(operator, left, right);
            case CONTAINS -> words(left).contains(words(right));
            case NOT_CONTAINS -> !words(left).contains(words(right));
            case IN -> isIn(left, right);
            case NOT_IN -> !isIn(left, right);
            case STARTS_WITH -> words(left).startsWith(words(right));
            case ENDS_WITH -> words(left).endsWith(words(right));
            default -> null;
        };
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static String words(Object value) {
        return Compared.words(ValueText.of(value));
    }

    private static boolean isIn(Object value, Object list) {
        return Arrays.stream(list.toString().split(",", -1)).anyMatch(each -> Compared.same(value, each));
    }

    private static @Nullable Boolean order(BinaryOperatorType operator, Object left, Object right) {
        Optional<BigDecimal> one = Compared.number(left);
        Optional<BigDecimal> other = Compared.number(right);
        if (one.isEmpty() || other.isEmpty()) {
            return null;
        }
        int order = one.get().compareTo(other.get());
        return switch (operator) {
            case GT -> order > 0;
            case GTE -> order >= 0;
            case LT -> order < 0;
            default -> order <= 0;
        };
    }
}
