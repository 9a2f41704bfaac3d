package io.kspec.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A cluster that is somebody's own: the demo plays only where it disturbs nothing, and takes back what it put there.
final class BorrowedCluster implements AutoCloseable {
    private static final String KINDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
    private static final String SPECIFICATIONS = "/apis/kspec.io/v1alpha1/clusterspecifications";
    private static final String REPORTS = "/apis/kspec.io/v1alpha1/namespaces/kspec-system/";
    private static final String SECRETS = "/api/v1/namespaces/kspec-system/secrets/";
    static final String DEFAULTS =
            "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/kspec-mutating-webhook";
    private static final String SHOP = "/api/v1/namespaces/shop";
    private static final String SHOP_POLICY = "/apis/devops.stochastic.io/v1/namespaces/shop/devopspolicies/shop";
    private static final String OF_THE_DEMO = "?labelSelector=kspec.io/cluster-spec%3Dproduction-cluster";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What the demo makes under fixed names, in the order in which it is taken back: guards first, so that nothing
    /// is refused in the name of an operator that is gone.
    private static final List<String> MADE = List.of(
            OperatorIsRunning.GUARD,
            DEFAULTS,
            SHOP,
            EnforcementComesInStages.CANARY,
            SECRETS + "kspec-webhook-tls",
            SECRETS + "kspec-webhook-ca",
            "/api/v1/namespaces/kspec-system",
            KINDS + "clusterspecifications.kspec.io",
            KINDS + "clustertargets.kspec.io",
            KINDS + "compliancereports.kspec.io",
            KINDS + "driftconfigs.kspec.io",
            KINDS + "driftreports.kspec.io",
            KINDS + "driftconfigs.kspec.io",
            KINDS + "devopspolicies.devops.stochastic.io",
            KINDS + "policytemplates.kspec.io");

    private final Api api;
    private final List<String> made;

    private BorrowedCluster(Api api, List<String> made) {
        this.api = api;
        this.made = made;
    }

    /// @throws SceneFailed when the cluster has something that the demo would change; nothing was touched then
    static BorrowedCluster take(KubernetesClient client) {
        var api = new Api(client);
        refuseIfThere(api, OperatorIsRunning.GUARD, "ValidatingWebhookConfiguration kspec-validating-webhook");
        refuseIfThere(api, SHOP, "namespace shop");
        refuseIfThere(api, EnforcementComesInStages.CANARY, "namespace shop-canary");
        if (!api.get(SPECIFICATIONS + "?limit=1").body().path("items").isEmpty()) {
            throw occupied("a ClusterSpecification");
        }
        List<String> absent =
                MADE.stream().filter(path -> api.get(path).code() == 404).toList();
        return new BorrowedCluster(api, absent);
    }

    private static void refuseIfThere(Api api, String path, String what) {
        if (api.get(path).ok()) {
            throw occupied(what);
        }
    }

    private static SceneFailed occupied(String what) {
        return new SceneFailed(
                "the cluster already has %s, which the demo would change. Name another cluster with --kubeconfig or --context."
                        .formatted(what));
    }

    /// The operator must have ended by now: it would put its guards back. Its finalizer is taken off in its place.
    ///
    /// @throws SceneFailed when something is still there after a minute
    @Override
    public void close() {
        api.delete(OperatorIsRunning.GUARD);
        api.delete(DEFAULTS);
        api.mergePatch(SHOP_POLICY, "{\"metadata\":{\"finalizers\":null}}");
        api.delete("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings" + OF_THE_DEMO);
        api.delete("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies" + OF_THE_DEMO);
        api.mergePatch(ClusterIsJudged.SPECIFICATION, "{\"metadata\":{\"finalizers\":null}}");
        api.delete(ClusterIsJudged.SPECIFICATION);
        api.delete(REPORTS + "compliancereports" + OF_THE_DEMO);
        api.delete(REPORTS + "driftreports" + OF_THE_DEMO);
        made.forEach(api::delete);
        for (String path : made) {
            Until.seen(
                    PATIENCE,
                    "end of " + path,
                    () -> api.get(path).code() == 404 ? Optional.of(path) : Optional.empty());
        }
    }
}
