package io.kspec.core.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.Yaml;
import io.kspec.core.ownership.GitOps.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GitOpsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            labels: {app.kubernetes.io/managed-by: Helm}             | Helm    | label app.kubernetes.io/managed-by=Helm
            annotations: {meta.helm.sh/release-name: shop}           | Helm    | annotation meta.helm.sh/release-name=shop
            labels: {argocd.argoproj.io/instance: shop}              | Argo CD | label argocd.argoproj.io/instance=shop
            annotations: {argocd.argoproj.io/tracking-id: "a:b"}     | Argo CD | annotation argocd.argoproj.io/tracking-id=a:b
            labels: {kustomize.toolkit.fluxcd.io/name: apps}         | Flux    | label kustomize.toolkit.fluxcd.io/name=apps
            labels: {helm.toolkit.fluxcd.io/namespace: flux}         | Flux    | label helm.toolkit.fluxcd.io/namespace=flux
            managedFields: [{manager: argocd-controller}]            | Argo CD | field manager argocd-controller
            managedFields: [{manager: kustomize-controller}]         | Flux    | field manager kustomize-controller
            """)
    void theMarksOfATool(String metadata, String tool, String sign) {
        assertThat(GitOps.of(Yaml.one("metadata: {%s}".formatted(metadata)))).contains(new Source(tool, sign));
    }

    @Test
    void aChartThatFluxInstallsBelongsToFlux() {
        assertThat(GitOps.of(Yaml.one("""
                metadata:
                  labels: {app.kubernetes.io/managed-by: Helm, helm.toolkit.fluxcd.io/name: shop}
                  annotations: {meta.helm.sh/release-name: shop}
                """)).orElseThrow().sentence())
                .isEqualTo("Flux (label helm.toolkit.fluxcd.io/name=shop)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            labels: {app.kubernetes.io/managed-by: kustomize}
            labels: {app.kubernetes.io/instance: shop}
            annotations: {argocd.argoproj.io/sync-wave: "1"}
            managedFields: [{manager: kubectl-client-side-apply}]
            """)
    void whatMarksNoTool(String metadata) {
        assertThat(GitOps.of(Yaml.one("metadata: {%s}".formatted(metadata)))).isEmpty();
    }

    @Test
    void anObjectWithoutMetadataBelongsToNobody() {
        assertThat(GitOps.of(JsonNodeFactory.instance.objectNode())).isEmpty();
    }
}
