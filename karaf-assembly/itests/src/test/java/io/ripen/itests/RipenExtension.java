package io.ripen.itests;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one container of the run to tests that ask for a {@link Ripen}. */
public final class RipenExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RipenExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Ripen.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return theOne(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Running running = context.getRoot().getStore(NAMESPACE).get(Running.class, Running.class);
        if (context.getExecutionException().isPresent() && running != null) {
            System.err.println("--- Karaf's log when " + context.getDisplayName() + " failed ---");
            System.err.println(running.ripen().logEnd(60));
            System.err.println("---");
        }
    }

    private static Ripen theOne(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .ripen();
    }

    /** Kept in the root store, so that it ends with the run. */
    private record Running(Ripen ripen, Thread hook) implements ExtensionContext.Store.CloseableResource {

        static Running start() {
            Ripen ripen;
            try {
                ripen = Ripen.unpackAndStart();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException("Cannot unpack and start the distribution", e);
            }
            // A killed test run must not leave Karaf behind.
            Thread hook = new Thread(ripen::shutDown, "stop Karaf");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                ripen.awaitHealthy();
                // Nothing goes out under the name that the schema gives the first team.
                ripen.http().put("/api/v1/teams/default", "{\"name\":\"Acme\"}");
            } catch (RuntimeException e) {
                ripen.shutDown();
                throw e;
            }
            return new Running(ripen, hook);
        }

        @Override
        public void close() {
            Runtime.getRuntime().removeShutdownHook(hook);
            ripen.shutDown();
        }
    }
}
