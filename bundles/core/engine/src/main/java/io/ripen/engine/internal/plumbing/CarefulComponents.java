package io.ripen.engine.internal.plumbing;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * How Camel's own components are set before a route of the plumbing uses them. A request is made once, follows no redirect,
 * keeps no cookie of one lead for another, and ends before the deadline of a channel; and what Ripen notes on a message
 * (address, texts, numbers of contacts) does not leave as headers. A route's own options go before these.
 */
final class CarefulComponents {
    private static final Set<String> HTTP = Set.of("http", "https");
    private static final Set<String> WITH_HEADERS = Set.of("http", "https", "smtp", "smtps");

    private static final Map<String, Object> ONCE = Map.of(
            "automaticRetriesDisabled",
            true,
            "redirectHandlingDisabled",
            true,
            "cookieManagementDisabled",
            true,
            "connectionsPerRoute",
            64,
            "connectionRequestTimeout",
            "5000",
            "connectTimeout",
            "10000",
            "soTimeout",
            "25000",
            "responseTimeout",
            "25000");

    private static final Set<String> LOOKED_UP = Set.of(
            "META-INF/services/org/apache/camel/configurer/",
            "META-INF/services/org/apache/camel/urifactory/",
            "META-INF/services/org/apache/camel/");

    private CarefulComponents() {}

    /** Sets a component that was just made for {@code scheme}. */
    static Component set(CamelContext camel, String scheme, Component component) {
        if (HTTP.contains(scheme)) {
            ONCE.forEach((name, value) -> PropertyBindingSupport.build()
                    .withCamelContext(camel)
                    .withTarget(component)
                    .withMandatory(true)
                    .withProperty(name, value)
                    .bind());
        }
        if (WITH_HEADERS.contains(scheme) && component instanceof HeaderFilterStrategyAware aware) {
            HeaderFilterStrategy own = aware.getHeaderFilterStrategy();
            aware.setHeaderFilterStrategy(new OursStay(own == null ? usual() : own));
        }
        return component;
    }

    /**
     * Lets Camel look its helper classes up anew. It keeps those of a bundle that went, and a component that comes back in a
     * new bundle cannot be set by them.
     */
    static void forgetClasses(CamelContext camel) {
        for (String path : LOOKED_UP) {
            camel.getCamelContextExtension().getBootstrapFactoryFinder(path).clear();
            camel.getCamelContextExtension().getFactoryFinder(path).clear();
        }
    }

    /** What Camel's HTTP components leave out where nobody set anything else. */
    private static HeaderFilterStrategy usual() {
        DefaultHeaderFilterStrategy usual = new DefaultHeaderFilterStrategy();
        usual.setLowerCase(true);
        usual.getOutFilter()
                .addAll(Set.of(
                        "host",
                        "content-encoding",
                        "content-length",
                        "content-type",
                        "cache-control",
                        "connection",
                        "date",
                        "pragma",
                        "trailer",
                        "transfer-encoding",
                        "upgrade",
                        "via",
                        "warning"));
        usual.setOutFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        usual.setInFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        return usual;
    }

    /** Lets what Ripen noted on a message go no further. */
    private record OursStay(HeaderFilterStrategy own) implements HeaderFilterStrategy {
        @Override
        public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
            return name.regionMatches(true, 0, "ripen", 0, 5) || own.applyFilterToCamelHeaders(name, value, exchange);
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
            return name.regionMatches(true, 0, "ripen", 0, 5)
                    || own.applyFilterToExternalHeaders(name, value, exchange);
        }
    }
}
