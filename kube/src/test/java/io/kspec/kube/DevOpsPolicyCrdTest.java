package io.kspec.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.kspec.kube.resource.Crds;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The definition of DevOpsPolicy, as users of its manifests rely on it.
final class DevOpsPolicyCrdTest {
    private static final CustomResourceDefinition CRD = Crds.all().stream()
            .filter(crd -> crd.getSpec().getNames().getKind().equals("DevOpsPolicy"))
            .findFirst()
            .orElseThrow();

    @Test
    void itsGroupIsItsOwn() {
        assertThat(CRD.getSpec().getGroup()).isEqualTo("devops.stochastic.io");
        assertThat(CRD.getMetadata().getName()).isEqualTo("devopspolicies.devops.stochastic.io");
    }

    @Test
    void itsOnlyVersionIsOneServedAndStoredWithAStatusOfItsOwn() {
        assertThat(CRD.getSpec().getVersions()).singleElement().satisfies(version -> {
            assertThat(version.getName()).isEqualTo("v1");
            assertThat(version.getServed()).isTrue();
            assertThat(version.getStorage()).isTrue();
            assertThat(version.getSubresources().getStatus()).isNotNull();
        });
    }

    @Test
    void itsKindAndPluralAreThoseOfItsManifests() {
        assertThat(CRD.getSpec().getNames().getKind()).isEqualTo("DevOpsPolicy");
        assertThat(CRD.getSpec().getNames().getPlural()).isEqualTo("devopspolicies");
        assertThat(CRD.getSpec().getNames().getShortNames()).containsExactly("dop");
    }

    @Test
    void itLivesInANamespace() {
        assertThat(CRD.getSpec().getScope()).isEqualTo("Namespaced");
    }

    @Test
    void itsSchemaKnowsEveryFieldAndRequiresNoneOfThem() {
        JSONSchemaProps spec = schema("spec");
        assertThat(spec.getProperties())
                .containsOnlyKeys(
                        "forbidLatestTag",
                        "requireLivenessProbe",
                        "requireReadinessProbe",
                        "maxRestartCount",
                        "forbidPendingDuration",
                        "enforcementMode",
                        "defaultProbe",
                        "defaultResources",
                        "severityOverrides");
        assertThat(spec.getRequired()).isNullOrEmpty();
        assertThat(spec.getProperties().get("maxRestartCount").getMinimum()).isZero();
        assertThat(schema("status").getProperties())
                .containsKeys("observedGeneration", "healthy", "healthScore", "violations", "lastEvaluated", "message");
    }

    @Test
    void kubectlGetShowsTheStateOfCompliance() {
        assertThat(version().getAdditionalPrinterColumns())
                .extracting(CustomResourceColumnDefinition::getName)
                .containsExactly("Mode", "Healthy", "Score", "Violations", "Evaluated", "Age");
    }

    private static JSONSchemaProps schema(String part) {
        Map<String, JSONSchemaProps> parts =
                version().getSchema().getOpenAPIV3Schema().getProperties();
        return parts.get(part);
    }

    private static CustomResourceDefinitionVersion version() {
        return CRD.getSpec().getVersions().getFirst();
    }
}
