package io.kspec.operator.uninstall;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.uninstall.Uninstall.Step;
import java.util.List;
import java.util.Map;

/// The steps that remove single objects, marked objects, and marks on objects.
final class Leavings {
    static final ObjectKind VALIDATING = ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION;
    static final ObjectKind MUTATING = new ObjectKind(
            "admissionregistration.k8s.io",
            "v1",
            "MutatingWebhookConfiguration",
            "mutatingwebhookconfigurations",
            false);
    static final ObjectKind POLICY = ObjectKind.VALIDATING_ADMISSION_POLICY;
    static final ObjectKind BINDING = ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING;
    static final ObjectKind KYVERNO = new ObjectKind("kyverno.io", "v1", "ClusterPolicy", "clusterpolicies", false);
    static final ObjectKind SPECIFICATION =
            new ObjectKind("kspec.io", "v1alpha1", "ClusterSpecification", "clusterspecifications", false);
    static final ObjectKind TARGET = new ObjectKind("kspec.io", "v1alpha1", "ClusterTarget", "clustertargets", true);
    static final ObjectKind DEVOPS_POLICY =
            new ObjectKind("devops.stochastic.io", "v1", "DevOpsPolicy", "devopspolicies", true);
    static final ObjectKind CERTIFICATE = new ObjectKind("cert-manager.io", "v1", "Certificate", "certificates", true);
    static final ObjectKind ISSUER = new ObjectKind("cert-manager.io", "v1", "Issuer", "issuers", true);
    static final ObjectKind SECRET = ObjectKind.SECRET;
    static final ObjectKind LEASE = new ObjectKind("coordination.k8s.io", "v1", "Lease", "leases", true);

    private static final Map<String, String> GENERATED =
            Map.of("app.kubernetes.io/managed-by", "kspec", "kspec.io/generated", "true");
    private static final int TRIES = 5;
    private static final int CONFLICT = 409;
    private static final int TEST_FAILED = 422;

    private final KubernetesClient client;
    private final String namespace;

    Leavings(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /// An object of the whole cluster.
    Step named(ObjectKind kind, String name) {
        return new Step(
                "%s %s".formatted(kind.kind(), name),
                "delete",
                kind.plural(),
                () -> removed(!client.genericKubernetesResources(kind.context())
                        .withName(name)
                        .delete()
                        .isEmpty()));
    }

    /// An object of the operator's namespace.
    Step own(ObjectKind kind, String name) {
        return new Step(
                "%s %s".formatted(kind.kind(), name),
                "delete",
                kind.plural(),
                () -> removed(!client.genericKubernetesResources(kind.context())
                        .inNamespace(namespace)
                        .withName(name)
                        .delete()
                        .isEmpty()));
    }

    private static String removed(boolean was) {
        return was ? "removed" : "not there";
    }

    /// Every object of a kind that a specification was made into. Found by its labels: nobody may delete a whole
    /// collection.
    Step generated(ObjectKind kind) {
        return new Step("generated %s".formatted(kind.plural()), "delete", kind.plural(), () -> {
            var all = client.genericKubernetesResources(kind.context());
            List<GenericKubernetesResource> found =
                    all.withLabels(GENERATED).list().getItems();
            found.forEach(each -> all.withName(each.getMetadata().getName()).delete());
            return "%d removed".formatted(found.size());
        });
    }

    /// Marks that make an object's deletion wait for the operator. Those of others stay.
    Step finalizers(ObjectKind kind, String finalizer) {
        return new Step("finalizer %s of %s".formatted(finalizer, kind.plural()), "patch", kind.plural(), () -> {
            long taken = 0;
            for (int tries = 1; ; tries++) {
                try {
                    taken += takeOff(kind, finalizer);
                    return "taken off %d".formatted(taken);
                } catch (KubernetesClientException raced) {
                    boolean again = raced.getCode() == CONFLICT || raced.getCode() == TEST_FAILED;
                    if (!again || tries == TRIES) {
                        throw raced;
                    }
                }
            }
        });
    }

    private long takeOff(ObjectKind kind, String finalizer) {
        long taken = 0;
        for (GenericKubernetesResource object : all(kind)) {
            List<String> marks = object.getMetadata().getFinalizers();
            int at = marks == null ? -1 : marks.indexOf(finalizer);
            if (at >= 0) {
                taken += takeOff(kind, object, finalizer, at) ? 1 : 0;
            }
        }
        return taken;
    }

    private List<GenericKubernetesResource> all(ObjectKind kind) {
        var resources = client.genericKubernetesResources(kind.context());
        return (kind.namespaced() ? resources.inAnyNamespace().list() : resources.list()).getItems();
    }

    /// Only where it still is where it was read; false when the object is gone.
    private boolean takeOff(ObjectKind kind, GenericKubernetesResource object, String finalizer, int at) {
        var resources = client.genericKubernetesResources(kind.context());
        String name = object.getMetadata().getName();
        var one = kind.namespaced()
                ? resources.inNamespace(object.getMetadata().getNamespace()).withName(name)
                : resources.withName(name);
        return one.patch(PatchContext.of(PatchType.JSON), """
                [{"op": "test", "path": "/metadata/finalizers/%1$d", "value": "%2$s"},
                 {"op": "remove", "path": "/metadata/finalizers/%1$d"}]""".formatted(at, finalizer)) != null;
    }
}
