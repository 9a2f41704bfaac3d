package io.kspec.testkit;

import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/// Which cluster a test uses: the shared one, kept by JUnit's root context, or a private one, kept by the context
/// of its class. JUnit closes what a context keeps when the context ends.
final class Clusters {
    private static final Namespace NAMESPACE = Namespace.create(Clusters.class);

    private Clusters() {}

    /// The cluster of the test, started if it is not running yet.
    static LocalKubernetes of(ExtensionContext context) {
        Annotated annotated = annotated(context);
        LocalOptions options = options(annotated);
        return storeFor(annotated, context)
                .getOrComputeIfAbsent(
                        key(annotated), _ -> LocalKubernetes.start(options, Progress.silent()), LocalKubernetes.class);
    }

    /// The cluster of the test, if it was ever asked for.
    static Optional<LocalKubernetes> startedFor(ExtensionContext context) {
        Annotated annotated = annotated(context);
        return Optional.ofNullable(storeFor(annotated, context).get(key(annotated), LocalKubernetes.class));
    }

    /// A store also answers with what its parents keep, so a private cluster must not be looked up as the shared
    /// one.
    private static Object key(Annotated annotated) {
        return annotated.wish().shared() ? "the shared cluster" : annotated.testClass();
    }

    /// The class that carries the annotation: the test's own, or one around it.
    private record Annotated(Class<?> testClass, ApiServer wish) {}

    private static Annotated annotated(ExtensionContext context) {
        List<Class<?>> classes = new ArrayList<>(List.of(context.getRequiredTestClass()));
        classes.addAll(context.getEnclosingTestClasses().reversed());
        for (Class<?> candidate : classes) {
            Optional<ApiServer> found = AnnotationSupport.findAnnotation(candidate, ApiServer.class);
            if (found.isPresent()) {
                return new Annotated(candidate, found.get());
            }
        }
        throw new ExtensionConfigurationException(
                "%s is not annotated with @ApiServer: put it on the class instead of @ExtendWith(ApiServerExtension)"
                        .formatted(context.getRequiredTestClass().getName()));
    }

    private static Store storeFor(Annotated annotated, ExtensionContext context) {
        ExtensionContext owner = annotated.wish().shared() ? context.getRoot() : classContext(annotated, context);
        return owner.getStore(NAMESPACE);
    }

    private static ExtensionContext classContext(Annotated annotated, ExtensionContext context) {
        ExtensionContext candidate = context;
        while (candidate.getTestMethod().isPresent()
                || !candidate.getRequiredTestClass().equals(annotated.testClass())) {
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate;
    }

    private static LocalOptions options(Annotated annotated) {
        ApiServer wish = annotated.wish();
        LocalOptions options = LocalOptions.defaults()
                .withNodes(wish.nodes())
                .without(wish.without())
                .withApiServerArguments(wish.apiServerArguments())
                .withControllerManagerArguments(wish.controllerManagerArguments());
        if (wish.shared() && !options.equals(LocalOptions.defaults())) {
            throw new ExtensionConfigurationException(
                    "%s wants a cluster of its own kind: add shared = false to its @ApiServer"
                            .formatted(annotated.testClass().getName()));
        }
        return options;
    }
}
