package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With cluster addresses of loopback a webhook may be registered by its Service, as a Helm chart does it.
@Tag("apiserver")
final class ServiceWebhookIT {
    @Test
    void theApiServerReachesAWebhookByItsServiceThroughTheProxy(@TempDir Path scratch) throws Exception {
        Path store = store(scratch);
        LocalOptions options = LocalOptions.defaults()
                .withNodes(0)
                .without(Component.KWOK)
                .withApiServerArguments("--service-cluster-ip-range=127.255.0.0/16");
        try (LocalKubernetes cluster = LocalKubernetes.start(options, Progress.silent());
                SmallKubelet kubelet =
                        SmallKubelet.start(cluster, Pods.settings().withNodes(1))) {
            new Pods(cluster.client())
                    .apply(WEBHOOK.replace("STORE", base64(Files.readAllBytes(store)))
                            .replace("AUTHORITY", authority(store)));
            try (LoopbackProxy proxy = LoopbackProxy.start(cluster.client(), "default", "hook", 8443)) {
                assertThat(proxy.address().getHostString()).startsWith("127.255.");
                assertThat(proxy.address().getPort()).isEqualTo(8443);
                kubelet.awaitReady("default", Map.of("app", "hook"), 1, Pods.PATIENCE);
                await().atMost(Pods.PATIENCE)
                        .untilAsserted(() -> assertThat(refusal(cluster)).contains("judged in a pod"));
            }
        }
    }

    private static String refusal(LocalKubernetes cluster) {
        try (KubernetesClient impatient = withoutRetries(cluster.client())) {
            impatient
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

    /// A key and a certificate of its own for the Service's name.
    private static Path store(Path scratch) throws Exception {
        Path store = scratch.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hook",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hook",
                        "-ext",
                        "SAN=dns:hook.default.svc",
                        "-ext",
                        "bc=ca:true",
                        "-storepass",
                        TinyProgram.STORE_PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    /// The certificate as a `caBundle`.
    private static String authority(Path store) throws Exception {
        byte[] certificate = KeyStore.getInstance(store.toFile(), TinyProgram.STORE_PASSWORD.toCharArray())
                .getCertificate("hook")
                .getEncoded();
        String pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(certificate));
        return base64(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static KubernetesClient withoutRetries(KubernetesClient client) {
        Config config = new ConfigBuilder(client.getConfiguration())
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static final String WEBHOOK = """
            apiVersion: v1
            kind: Service
            metadata: {name: hook}
            spec:
              selector: {app: hook}
              ports: [{port: 8443, targetPort: https}]
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: hook}
            data: {store.p12: STORE}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: hook, labels: {app: hook}}
            spec:
              volumes: [{name: tls, secret: {secretName: hook}}]
              containers:
              - name: main
                image: tests/tiny:1
                args: [judge, /tls/store.p12]
                ports: [{name: https, containerPort: 8443}]
                volumeMounts: [{name: tls, mountPath: /tls}]
                env:
                - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                readinessProbe: {httpGet: {path: /, port: https, scheme: HTTPS}, periodSeconds: 1}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: hook}
            webhooks:
            - name: hook.example.org
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Fail
              clientConfig: {service: {name: hook, namespace: default, port: 8443}, caBundle: AUTHORITY}
              rules: [{apiGroups: [""], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}]
            """;
}
