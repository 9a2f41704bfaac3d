package io.kspec.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RulesPageTest {
    private static final Path PAGE = Path.of(System.getProperty("kspec.root"), "docs", "rules.md");

    @Test
    void thePageIsTheOneThatTheRulesMake() throws IOException {
        if (Boolean.getBoolean("kspec.update")) {
            Files.writeString(PAGE, RulesPage.text(Rules.ALL));
        }

        assertThat(Files.readString(PAGE)).as("stale: run make docs").isEqualTo(RulesPage.text(Rules.ALL));
    }

    @Test
    void everyRuleHasASectionThatTheContentsPointTo() {
        String page = RulesPage.text(Rules.ALL);
        assertThat(Rules.ALL).allSatisfy(kind -> assertThat(page)
                .contains("\n### %s\n".formatted(kind.name()))
                .contains("](#%s)".formatted(kind.name()))
                .contains("`spec.%s`".formatted(kind.askedBy())));
    }

    @Test
    void aRuleOfWorkloadsIsAskedAtEveryDoorAndARuleOfClustersInItsScanOnly() {
        RuleKind workloads = kind("images-avoid-the-latest-tag");
        RuleKind clusters = kind("namespaces-deny-ingress-by-default");
        assertThat(workloads.doors()).containsExactly(Door.values());
        assertThat(clusters.doors()).containsExactly(Door.CLUSTER_SCAN);
    }

    private static RuleKind kind(String name) {
        return Rules.ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
