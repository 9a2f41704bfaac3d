package io.kspec.server.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.spec.LabelExpression;
import io.kspec.core.spec.LabelSelector;
import io.kspec.lifecycle.strategy.Environment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClusterAffinityTest {
    private static final List<Environment> ANYWHERE = List.of();

    @Test
    void anEmptyAffinityIsMetByEveryCluster() {
        for (Environment environment : Environment.values()) {
            assertThat(ClusterAffinity.EVERYWHERE.unmet(environment, Map.of())).isEmpty();
            assertThat(ClusterAffinity.EVERYWHERE.unmet(environment, Map.of("region", "eu")))
                    .isEmpty();
        }
    }

    @Test
    void aClusterIsInOneOfTheEnvironments() {
        var affinity = new ClusterAffinity(
                List.of(Environment.PRODUCTION, Environment.STAGING, Environment.PRODUCTION),
                new LabelSelector(Map.of(), List.of()));

        assertThat(affinity.unmet(Environment.STAGING, Map.of())).isEmpty();
        assertThat(affinity.unmet(Environment.DEVELOPMENT, Map.of()))
                .containsExactly("its environment is Development and not Staging or Production");
    }

    @Test
    void everyLabelIsDemandedWithItsValue() {
        var affinity =
                new ClusterAffinity(ANYWHERE, new LabelSelector(Map.of("region", "eu", "tier", "web"), List.of()));

        assertThat(affinity.unmet(Environment.PRODUCTION, Map.of("region", "eu", "tier", "web", "more", "x")))
                .isEmpty();
        assertThat(affinity.unmet(Environment.PRODUCTION, Map.of("tier", "db")))
                .containsExactly(
                        "it has no label region (demanded: region In [eu])",
                        "its label tier is \"db\" (demanded: tier In [web])");
    }

    @Test
    void everyExpressionIsDemanded() {
        var affinity = new ClusterAffinity(
                ANYWHERE,
                new LabelSelector(
                        Map.of(),
                        List.of(
                                new LabelExpression("tier", "In", List.of("web", "api")),
                                new LabelExpression("region", "NotIn", List.of("us")),
                                new LabelExpression("owner", "Exists", List.of()),
                                new LabelExpression("legacy", "DoesNotExist", List.of()))));

        assertThat(affinity.unmet(Environment.STAGING, Map.of("tier", "api", "owner", "me")))
                .isEmpty();
        assertThat(affinity.unmet(Environment.STAGING, Map.of("tier", "db", "region", "us", "legacy", "yes")))
                .containsExactly(
                        "its label tier is \"db\" (demanded: tier In [web, api])",
                        "its label region is \"us\" (demanded: region NotIn [us])",
                        "it has no label owner (demanded: owner Exists)",
                        "its label legacy is \"yes\" (demanded: legacy DoesNotExist)");
    }

    @Test
    void environmentAndLabelsAreDemandedTogether() {
        var affinity = new ClusterAffinity(
                List.of(Environment.PRODUCTION), new LabelSelector(Map.of("region", "eu"), List.of()));

        assertThat(affinity.unmet(Environment.PRODUCTION, Map.of())).hasSize(1);
        assertThat(affinity.unmet(Environment.STAGING, Map.of("region", "eu"))).hasSize(1);
        assertThat(affinity.unmet(Environment.STAGING, Map.of())).hasSize(2);
    }
}
