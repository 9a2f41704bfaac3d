package io.kspec.testkit;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.local.LocalKubernetes;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Gives the tests of an [ApiServer] class what they ask for, and keeps the servers' logs of those that fail.
public final class ApiServerExtension
        implements ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final Set<Class<?>> OFFERED = Set.of(KubernetesClient.class, LocalKubernetes.class, Kubectl.class);

    /// Made by JUnit.
    public ApiServerExtension() {}

    /// A test's constructor belongs to the test, so that a namespace it asks for is the test's own.
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return OFFERED.contains(type) || (type == String.class && parameter.isAnnotated(TestNamespace.class));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalKubernetes cluster = Clusters.of(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == KubernetesClient.class) {
            return cluster.client();
        }
        if (type == LocalKubernetes.class) {
            return cluster;
        }
        if (type == Kubectl.class) {
            return Kubectl.of(cluster);
        }
        if (type == String.class) {
            return NamespaceOfTest.of(context, cluster).name();
        }
        throw new ParameterResolutionException("an API server test offers no " + type);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw KeptLogs.of(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw KeptLogs.of(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw KeptLogs.of(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw KeptLogs.of(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw KeptLogs.of(context, failure);
    }
}
