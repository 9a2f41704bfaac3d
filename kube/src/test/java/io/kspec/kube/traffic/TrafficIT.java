package io.kspec.kube.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.managed.Cluster;
import io.kspec.kube.managed.ServedWidgets;
import io.kspec.kube.managed.Widgets;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.kube.write.ObjectKind;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("apiserver")
final class TrafficIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ServiceAddress BLUE = new ServiceAddress("blue", "hooks");
    private static final ServiceAddress GREEN = new ServiceAddress("green", "hooks");
    private static final String VALIDATING = PointedWebhook.Kind.VALIDATING.path() + "/operator";

    private static LocalKubernetes cluster;
    private static ApiCalls calls;
    private static Traffic traffic;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        calls = new ApiCalls(cluster.client(), SOON);
        traffic = new Traffic(calls);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void webhooksAndConversionsArePointedAtTheOtherColourAndBack() {
        new Cluster(cluster.client()).apply(CONFIGURATIONS);
        var widgets = new Widgets("pointed.example.org");
        var converting = widgets.definition(Map.of());
        converting.withObject("/spec").set("conversion", Widgets.json("""
                {"strategy": "Webhook", "webhook": {"conversionReviewVersions": ["v1"],
                 "clientConfig": {"service": {"namespace": "blue", "name": "hooks", "path": "/convert"}}}}
                """));
        ServedWidgets.in(calls, widgets, converting);
        String authority = cluster.client().getConfiguration().getCaCertData();

        List<PointedWebhook> found = found(new ServiceMove(BLUE, GREEN, Optional.of(authority)));
        assertThat(found)
                .extracting(PointedWebhook::kind, PointedWebhook::object, PointedWebhook::webhook)
                .containsExactlyInAnyOrder(
                        tuple(PointedWebhook.Kind.VALIDATING, "operator", "one.example.org"),
                        tuple(PointedWebhook.Kind.VALIDATING, "operator", "two.example.org"),
                        tuple(PointedWebhook.Kind.MUTATING, "operator", "one.example.org"),
                        tuple(PointedWebhook.Kind.CONVERSION, widgets.name(), ""));

        assertThat(traffic.point(found)).isEqualTo(new Turned.Done());
        JsonNode pointed = read(VALIDATING);
        assertThat(pointed.at("/webhooks/0/clientConfig/service").toString()).contains("\"namespace\":\"green\"");
        assertThat(pointed.at("/webhooks/0/clientConfig/service/path").asText()).isEqualTo("/validate");
        assertThat(pointed.at("/webhooks/0/clientConfig/caBundle").asText()).isEqualTo(authority);
        assertThat(pointed.at("/webhooks/2/clientConfig/service/namespace").asText())
                .isEqualTo("elsewhere");
        assertThat(pointed.at("/webhooks/0/rules").isEmpty()).isFalse();
        JsonNode conversion = read(PointedWebhook.Kind.CONVERSION.path() + "/" + widgets.name());
        assertThat(conversion
                        .at("/spec/conversion/webhook/clientConfig/service/namespace")
                        .asText())
                .isEqualTo("green");
        assertThat(conversion.at("/spec/conversion/strategy").asText()).isEqualTo("Webhook");

        assertThat(traffic.pointBack(found)).isEqualTo(new Turned.Done());
        assertThat(traffic.pointBack(found)).isEqualTo(new Turned.Done());
        assertThat(found(new ServiceMove(BLUE, GREEN, Optional.empty()))).hasSize(4);
        assertThat(read(VALIDATING).at("/webhooks/0/clientConfig").has("caBundle"))
                .isFalse();
    }

    @Test
    void ofSeveralWebhooksThoseThatWerePointedBeforeStayWhereTheyAre() {
        new Cluster(cluster.client())
                .apply(CONFIGURATIONS.replace("operator", "partial").replace("blue", "azure"));
        var azure = new ServiceAddress("azure", "hooks");
        List<PointedWebhook> found = found(new ServiceMove(azure, GREEN, Optional.empty()));
        List<PointedWebhook> first =
                found.stream().filter(one -> one.webhook().startsWith("one.")).toList();
        List<PointedWebhook> second =
                found.stream().filter(one -> one.webhook().startsWith("two.")).toList();
        assertThat(traffic.point(first)).isEqualTo(new Turned.Done());
        assertThat(traffic.point(second)).isEqualTo(new Turned.Done());
        JsonNode live = read(PointedWebhook.Kind.VALIDATING.path() + "/partial");
        assertThat(live.at("/webhooks/0/clientConfig/service/namespace").asText())
                .isEqualTo("green");
        assertThat(live.at("/webhooks/1/clientConfig/service/namespace").asText())
                .isEqualTo("green");
    }

    @Test
    void workloadsAreScaledToNothingAndToWhatTheyWere() {
        new Cluster(cluster.client()).apply(WORKLOAD);
        var web = new WorkloadRef(WorkloadRef.Kind.DEPLOYMENT, "default", "web");
        List<Replicas> before = replicas(web);
        assertThat(before).containsExactly(new Replicas(web, 3));
        assertThat(traffic.scaleToZero(before)).isEqualTo(new Turned.Done());
        assertThat(replicas(web)).containsExactly(new Replicas(web, 0));
        assertThat(traffic.scaleBack(before)).isEqualTo(new Turned.Done());
        assertThat(replicas(web)).isEqualTo(before);
        var gone = new WorkloadRef(WorkloadRef.Kind.DEPLOYMENT, "default", "gone");
        assertThat(traffic.replicas(List.of(gone))).isInstanceOf(Reading.Unknown.class);
        assertThat(traffic.scaleToZero(List.of(new Replicas(gone, 1)))).isInstanceOf(Turned.Stopped.class);
        assertThat(traffic.replicas(List.of(new WorkloadRef(WorkloadRef.Kind.DAEMON_SET, "default", "web"))))
                .isInstanceOf(Reading.Unknown.class);
    }

    @Test
    void ofAColourOnlyWhatItsReleaseOwnsIsRemoved() {
        ServedWidgets served = ServedWidgets.in(calls, "owned.example.org", Map.of());
        served.create("owned", "{}");
        served.merge("owned", "{\"metadata\": %s}".formatted(OWNED));
        ObjectKind widget = new ObjectKind("owned.example.org", "v1", "Widget", "widgets", true);
        map("owned", OWNED);
        map("others", OWNED.replace("operators-green", "operators-blue"));
        map("nobodys", "{}");
        var owned = new OwnedObject(ObjectKind.CONFIG_MAP, "default", "owned");
        var others = new OwnedObject(ObjectKind.CONFIG_MAP, "default", "others");
        var nobodys = new OwnedObject(ObjectKind.CONFIG_MAP, "default", "nobodys");
        var absent = new OwnedObject(ObjectKind.CONFIG_MAP, "default", "absent");
        var custom = new OwnedObject(widget, "default", "owned");
        var definition = new OwnedObject(ObjectKind.CUSTOM_RESOURCE_DEFINITION, "", "widgets.owned.example.org");
        assertThat(new ColourRemoval(calls, "sample", "operators-green")
                        .remove(List.of(owned, others, nobodys, absent, custom, definition)))
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo(new Removal.Gone(owned)),
                        one -> assertThat(one).isInstanceOf(Removal.Left.class),
                        one -> assertThat(one).isInstanceOf(Removal.Left.class),
                        one -> assertThat(one).isEqualTo(new Removal.Gone(absent)),
                        one -> assertThat(one).isInstanceOf(Removal.Left.class),
                        one -> assertThat(one).isInstanceOf(Removal.Left.class));
        assertThat(calls.send(Call.get(owned.path())))
                .isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.notFound())
                        .isTrue());
        assertThat(served.read("owned").path("kind").asText()).isEqualTo("Widget");
    }

    private static void map(String name, String metadata) {
        var map =
                Widgets.json("{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": %s}".formatted(metadata));
        map.withObject("/metadata").put("name", name);
        ServedWidgets.done(calls.send(Call.post("/api/v1/namespaces/default/configmaps", map)));
    }

    private static List<PointedWebhook> found(ServiceMove move) {
        return switch (traffic.find(List.of(move))) {
            case Reading.Known<List<PointedWebhook>> known -> known.value();
            case Reading.Unknown<List<PointedWebhook>> unknown ->
                throw new AssertionError(unknown.why().sentence());
        };
    }

    private static List<Replicas> replicas(WorkloadRef workload) {
        return switch (traffic.replicas(List.of(workload))) {
            case Reading.Known<List<Replicas>> known -> known.value();
            case Reading.Unknown<List<Replicas>> unknown ->
                throw new AssertionError(unknown.why().sentence());
        };
    }

    private static JsonNode read(String path) {
        return ServedWidgets.done(calls.send(Call.get(path)));
    }

    private static final String OWNED = """
            {"annotations": {"meta.helm.sh/release-name": "sample", "meta.helm.sh/release-namespace": "operators-green"}}
            """;

    private static final String CONFIGURATIONS = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: operator}
            webhooks:
            - name: one.example.org
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Ignore
              clientConfig: {service: {namespace: blue, name: hooks, path: /validate}}
              rules: [{apiGroups: [one.example.org], apiVersions: [v1], resources: [things], operations: [CREATE]}]
            - name: two.example.org
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Ignore
              clientConfig: {service: {namespace: blue, name: hooks}}
              rules: [{apiGroups: [one.example.org], apiVersions: [v1], resources: [things], operations: [UPDATE]}]
            - name: three.example.org
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Ignore
              clientConfig: {service: {namespace: elsewhere, name: hooks}}
              rules: [{apiGroups: [one.example.org], apiVersions: [v1], resources: [things], operations: [DELETE]}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingWebhookConfiguration
            metadata: {name: operator}
            webhooks:
            - name: one.example.org
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Ignore
              clientConfig: {service: {namespace: blue, name: hooks}}
              rules: [{apiGroups: [one.example.org], apiVersions: [v1], resources: [things], operations: [CREATE]}]
            """;

    private static final String WORKLOAD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: registry.example/web}]}
            """;
}
