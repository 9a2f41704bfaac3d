package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// With cluster addresses of loopback a webhook may be registered by its Service, as a Helm chart does it.
@Tag("apiserver")
final class ServiceWebhookIT {
    @Test
    void theApiServerReachesAWebhookByItsServiceThroughTheProxy() {
        LocalOptions options = LocalOptions.defaults()
                .withNodes(0)
                .without(Component.KWOK)
                .withApiServerArguments("--service-cluster-ip-range=127.255.0.0/16");
        try (LocalKubernetes cluster = LocalKubernetes.start(options, Progress.silent());
                SmallKubelet kubelet = SmallKubelet.start(cluster, Pods.settings().withNodes(1))) {
            new Pods(cluster.client()).apply(WEBHOOK);
            try (LoopbackProxy proxy = LoopbackProxy.start(cluster.client(), "default", "hook", 8443)) {
                assertThat(proxy.address().getHostString()).startsWith("127.255.");
                assertThat(proxy.address().getPort()).isEqualTo(8443);
                kubelet.awaitReady("default", Map.of("app", "hook"), 1, Pods.PATIENCE);
                // the pod speaks no TLS, and the API server's complaint about that proves who answered
                await().atMost(Pods.PATIENCE).until(() -> refusal(cluster).contains("HTTP response to HTTPS client"));
            }
        }
    }

    private static String refusal(LocalKubernetes cluster) {
        try {
            cluster.client()
                    .configMaps()
                    .inNamespace("default")
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("judged")
                            .endMetadata()
                            .build())
                    .create();
            return "created";
        } catch (KubernetesClientException refused) {
            return Optional.ofNullable(refused.getMessage()).orElse("");
        }
    }

    private static final String WEBHOOK = """
            apiVersion: v1
            kind: Service
            metadata: {name: hook}
            spec:
              selector: {app: hook}
              ports: [{port: 8443, targetPort: 8080}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: hook, labels: {app: hook}}
            spec:
              containers:
              - name: main
                image: tests/tiny:1
                args: [serve]
                env:
                - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                - {name: POD_NAME, value: hook}
                readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 1}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: hook}
            webhooks:
            - name: hook.example.org
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Fail
              clientConfig: {service: {name: hook, namespace: default, port: 8443}}
              rules: [{apiGroups: [""], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}]
              objectSelector: {}
            """;
}
