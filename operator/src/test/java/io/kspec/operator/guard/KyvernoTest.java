package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.rule.admission.KyvernoRelease;
import io.kspec.kube.write.ObjectKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KyvernoTest {
    private static final Set<ObjectKind> LEGACY = Set.of(ObjectKind.KYVERNO_CLUSTER_POLICY);
    private static final Set<ObjectKind> BOTH =
            Set.of(ObjectKind.KYVERNO_CLUSTER_POLICY, ObjectKind.KYVERNO_VALIDATING_POLICY);

    @Test
    void withoutItsKindsItIsAbsent() {
        assertThat(Kyverno.of(Set.of(), List.of(controller("v1.19.0", 1)))).isEqualTo(new Kyverno.Absent());
    }

    @Test
    void theNewerFormIsTakenWhereItIsServed() {
        assertThat(Kyverno.of(BOTH, List.of(controller("v1.19.0", 1))))
                .isEqualTo(new Kyverno.Served(
                        new PolicyFormat.KyvernoPolicy(), Optional.of(new KyvernoRelease(1, 19)), true));
        assertThat(Kyverno.of(LEGACY, List.of(controller("v1.13.2", 1))))
                .isEqualTo(new Kyverno.Served(
                        new PolicyFormat.KyvernoClusterPolicy(), Optional.of(new KyvernoRelease(1, 13)), true));
    }

    @Test
    void withoutAReplicaThatServesItIsNotReady() {
        assertThat(Kyverno.of(BOTH, List.of(controller("v1.19.0", 0))).clause())
                .isEqualTo("Kyverno 1.19 is installed and not ready");
        assertThat(Kyverno.of(BOTH, List.of()))
                .isEqualTo(new Kyverno.Served(new PolicyFormat.KyvernoPolicy(), Optional.empty(), false));
    }

    @ParameterizedTest
    @CsvSource({
        "v1.9.5, 'Kyverno 1.9 is older than 1.10, which kspec needs'",
        "v1.12.0, Kyverno 1.12 takes no policies that refuse rule by rule",
        "main, the release of Kyverno is not known"
    })
    void aReleaseThatWouldOnlyAuditIsGivenNoPolicies(String tag, String clause) {
        assertThat(Kyverno.of(LEGACY, List.of(controller(tag, 1))).clause()).isEqualTo(clause);
    }

    private static ObjectNode controller(String tag, int ready) {
        ObjectNode deployment = JsonNodeFactory.instance.objectNode();
        deployment.putObject("metadata").put("name", "kyverno-admission-controller");
        deployment
                .withObject("/spec/template/spec")
                .putArray("containers")
                .addObject()
                .put("image", "x.io/kyverno:" + tag);
        deployment.putObject("status").put("readyReplicas", ready);
        return deployment;
    }
}
