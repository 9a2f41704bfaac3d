package io.kspec.core.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.spec.ClusterSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ApprovalsTest {
    @Test
    void whoAppliesAnExemptionApprovesIt() {
        Approvals approvals = Approvals.of(Optional.empty(), spec("a", "alice"), "alice", Set.of());
        assertThat(approvals.problems()).isEmpty();
        assertThat(approvals.given()).containsExactly(new Approvals.Approval("a", "alice", "alice"));
    }

    @Test
    void nobodyCanApproveInAnothersName() {
        Approvals approvals = Approvals.of(Optional.empty(), spec("a", "alice"), "bob", Set.of());
        assertThat(approvals.given()).isEmpty();
        assertThat(approvals.problems()).singleElement().satisfies(problem -> assertThat(problem.sentence())
                .isEqualTo("spec.policyExemptions[0].approver: \"alice\" is not who applies it: \"bob\" does."
                        + " Let the approver apply the exemption, or write \"bob\" as the approver."));
    }

    @Test
    void anExemptionThatStandsUnchangedKeepsItsApprover() {
        ClusterSpec standing = spec("a", "alice");
        assertThat(Approvals.of(Optional.of(standing), standing, "bob", Set.of()))
                .isEqualTo(new Approvals(List.of(), List.of()));
        assertThat(Approvals.of(Optional.of(spec("b", "alice")), standing, "bob", Set.of())
                        .problems())
                .hasSize(1);
    }

    @Test
    void aTrustedApplierMayStateAnothersApprovalAndIsNamedBesideIt() {
        String argo = "system:serviceaccount:argocd:controller";
        Approvals approvals = Approvals.of(Optional.empty(), spec("a", "alice"), argo, Set.of(argo));
        assertThat(approvals.problems()).isEmpty();
        assertThat(approvals.given()).containsExactly(new Approvals.Approval("a", "alice", argo));
    }

    private static ClusterSpec spec(String name, String approver) {
        return Yaml.spec("policyExemptions: [{name: %s, reason: until the vendor mends it, approver: %s}]"
                .formatted(name, approver));
    }
}
