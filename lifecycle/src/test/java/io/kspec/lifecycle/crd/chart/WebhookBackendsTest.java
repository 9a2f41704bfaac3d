package io.kspec.lifecycle.crd.chart;

import static io.kspec.lifecycle.crd.chart.Charts.OPERATOR;
import static io.kspec.lifecycle.crd.chart.Charts.chart;
import static io.kspec.lifecycle.crd.chart.Charts.definition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Crds;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.chart.ServiceSource.LiveService;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows 34 and 120 of the catalogue, as far as a chart and the Services of a cluster tell them.
final class WebhookBackendsTest {
    private static final Crd WIDGETS = definition("widgets", "Namespaced", "status: {}");
    private static final String RULE =
            "{apiGroups: [example.org], apiVersions: [v1], resources: [widgets], operations: [CREATE, UPDATE]}";
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: hook}
            spec: {selector: {app: sample}, ports: [{port: 443}]}
            """;

    @Test
    void aWebhookWhoseServiceIsInTheChartIsServed() {
        assertThat(without(chart(OPERATOR, webhook(RULE), SERVICE), nothing(), WIDGETS))
                .isEmpty();
    }

    @Test
    void oneWhoseServiceIsNowhereRefusesEveryWrite() {
        assertThat(WebhookBackends.of(chart(OPERATOR, webhook(RULE)), nothing()).about(WIDGETS))
                .containsExactly(new Observation.WebhookWithoutBackend(
                        "check.example.org",
                        "the webhook check.example.org fails closed and the Service shop/hook, which it calls,"
                                + " is neither in the chart nor on here",
                        true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failurePolicy: Fail   | failurePolicy: Ignore
            service:              | url: https://example.org/check, serviceLess:
            apiGroups: [example.org] | apiGroups: [other.org]
            apiVersions: [v1]     | apiVersions: [v9]
            resources: [widgets]  | resources: [gadgets]
            operations: [CREATE, UPDATE] | operations: [CONNECT]
            """)
    void aWebhookThatFailsOpenOrAsksAboutOtherThingsHarmsNoWrite(String from, String to) {
        assertThat(without(chart(OPERATOR, webhook(RULE).replace(from, to)), nothing(), WIDGETS))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'*'", "'*/*'", "widgets/status", "'*/status'"})
    void starsAndSubresourcesAreWritesToo(String resource) {
        String all = RULE.replace("[widgets]", "[" + resource + "]").replace("[example.org]", "['*']");
        assertThat(without(chart(OPERATOR, webhook(all)), nothing(), WIDGETS)).containsExactly("certain");
    }

    @Test
    void aServiceOfTheClusterServesUnlessItHasNoEndpointNoPortOrCannotBeRead() {
        ChartObjects chart = chart(OPERATOR, webhook(RULE));
        assertThat(without(chart, live(SERVICE, true), WIDGETS)).isEmpty();
        assertThat(without(chart, live(SERVICE, false), WIDGETS)).containsExactly("feared");
        assertThat(without(chart, live(SERVICE.replace("443", "80"), true), WIDGETS))
                .containsExactly("certain");
        assertThat(without(
                        chart, source(new Reading.Unknown<>(new Failure.ServerError("/api/v1", "something"))), WIDGETS))
                .containsExactly("feared");
    }

    @Test
    void aServiceThatOnlyTheOldVersionBroughtGoesWithTheUpgrade() {
        String owned = SERVICE.replace(
                "{name: hook}",
                "{name: hook, annotations: {meta.helm.sh/release-name: sample, meta.helm.sh/release-namespace: %s}}");
        ChartObjects chart = chart(OPERATOR, webhook(RULE));
        assertThat(without(chart, live(owned.formatted("shop"), true), WIDGETS)).containsExactly("certain");
        assertThat(without(chart, live(owned.formatted("other"), true), WIDGETS))
                .isEmpty();
        assertThat(without(
                        chart,
                        live(
                                owned.formatted("shop")
                                        .replace("annotations: {", "annotations: {helm.sh/resource-policy: keep, "),
                                true),
                        WIDGETS))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            port: 443   | port: 8443          | certain
            app: sample | app: other          | feared
            selector: {app: sample}, | ''     |
            ports: [{port: 443}] | clusterIP: None |
            """)
    void aServiceOfTheChartMustFitTheCallAndSomePod(String from, String to, String word) {
        ChartObjects chart = chart(OPERATOR, webhook(RULE), SERVICE.replace(from, to));
        assertThat(without(chart, nothing(), WIDGETS))
                .isEqualTo(Optional.ofNullable(word).map(List::of).orElse(List.of()));
    }

    @Test
    void aServiceOfAnotherKindOrNamespaceIsNotTheOne() {
        assertThat(without(
                        chart(
                                OPERATOR,
                                webhook(RULE),
                                SERVICE.replace("apiVersion: v1", "apiVersion: serving.knative.dev/v1")),
                        nothing(),
                        WIDGETS))
                .containsExactly("certain");
        assertThat(without(
                        chart(OPERATOR, webhook(RULE), SERVICE.replace("{name: hook}", "{name: hook, namespace: y}")),
                        nothing(),
                        WIDGETS))
                .containsExactly("certain");
    }

    @Test
    void aConversionThatNobodyAnswersIsUnready() {
        Crd two = converted("{name: v1, served: true, storage: true}, {name: v2, served: true, storage: false}");
        assertThat(WebhookBackends.of(chart(OPERATOR), nothing()).about(two))
                .containsExactly(new Observation.ConversionUnready(
                        "the Service shop/hook, which it calls, is neither in the chart nor on here", true));
        assertThat(without(chart(OPERATOR, SERVICE), nothing(), two)).isEmpty();
    }

    @Test
    void whereThereIsOneVersionNobodyIsAskedToConvert() {
        Crd one = converted("{name: v1, served: true, storage: true}");
        assertThat(without(chart(OPERATOR), nothing(), one)).containsExactly("feared");
    }

    private static Crd converted(String versions) {
        return Crds.withSpec("""
                group: example.org
                scope: Namespaced
                names: {plural: widgets, kind: Widget}
                conversion: {strategy: Webhook, webhook: {conversionReviewVersions: [v1], clientConfig: {service: {namespace: shop, name: hook}}}}
                versions: [%s]
                """.formatted(versions));
    }

    private static String webhook(String rule) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: sample}
                webhooks:
                  - name: check.example.org
                    failurePolicy: Fail
                    clientConfig: {service: {namespace: shop, name: hook, path: /check}}
                    rules: [%s]
                """.formatted(rule);
    }

    private static ServiceSource nothing() {
        return source(new Reading.Known<>(Optional.empty()));
    }

    private static ServiceSource live(String service, boolean ready) {
        JsonNode json = Crds.yaml(service);
        return source(new Reading.Known<>(Optional.of(new LiveService(json, ready))));
    }

    private static ServiceSource source(Reading<Optional<LiveService>> answer) {
        return new ServiceSource() {
            @Override
            public Reading<Optional<LiveService>> look(String namespace, String name) {
                assertThat(namespace + "/" + name).isEqualTo("shop/hook");
                return answer;
            }

            @Override
            public String name() {
                return "here";
            }
        };
    }

    private static List<String> without(ChartObjects chart, ServiceSource live, Crd crd) {
        return WebhookBackends.of(chart, live).about(crd).stream()
                .map(seen -> seen instanceof Observation.WebhookWithoutBackend webhook
                        ? webhook.certain()
                        : ((Observation.ConversionUnready) seen).certain())
                .map(certain -> certain ? "certain" : "feared")
                .toList();
    }
}
