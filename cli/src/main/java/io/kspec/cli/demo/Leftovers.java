package io.kspec.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClient;

/// Takes back what the demo put into a cluster that existed before it.
final class Leftovers {
    private Leftovers() {}

    /// The operator is gone by now, so its finalizer is taken off by hand.
    static void remove(KubernetesClient client) {
        var api = new Api(client);
        api.delete("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/kspec-validating-webhook");
        String marked = "?labelSelector=app.kubernetes.io/managed-by%3Dkspec";
        api.delete("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings" + marked);
        api.delete("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies" + marked);
        api.mergePatch(ClusterIsJudged.SPECIFICATION, "{\"metadata\":{\"finalizers\":null}}");
        api.delete(ClusterIsJudged.SPECIFICATION);
        api.delete("/api/v1/namespaces/shop");
    }
}
