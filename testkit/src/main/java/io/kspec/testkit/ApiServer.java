package io.kspec.testkit;

import io.kspec.local.Component;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// This test class talks to a real Kubernetes API server.
///
/// Its methods and constructor may take any of these as parameters:
///
/// - `KubernetesClient`: a client that may do everything; do not close it
/// - `LocalKubernetes`: the cluster itself
/// - `Kubectl`: the command line of the cluster's own version
/// - `@TestNamespace String`: the name of a namespace made for this one test
///
/// The test carries the tag `apiserver`, so `-Dkspec.apiserver=false` leaves it out. When it fails, the servers'
/// logs are kept in `target/kube-logs/<class>.<method>`, and the failure says so.
///
/// All classes of a JVM share one cluster with everything on (two fake nodes), started when the first of them
/// needs it and stopped when the last test has run: let a test stay inside its namespace, or give cluster-wide
/// objects a name of their own. A class that stops servers or needs other options asks for a private cluster,
/// which lives as long as the class runs.
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
public @interface ApiServer {
    /// Whether the cluster is the one that all such classes share. What follows is for private clusters only.
    boolean shared() default true;

    /// How many fake nodes to register, 0–1000.
    int nodes() default 2;

    /// Components to leave out; `ETCD` and `API_SERVER` always run.
    Component[] without() default {};

    /// Further command line arguments of kube-apiserver.
    String[] apiServerArguments() default {};

    /// Further command line arguments of kube-controller-manager.
    String[] controllerManagerArguments() default {};
}
