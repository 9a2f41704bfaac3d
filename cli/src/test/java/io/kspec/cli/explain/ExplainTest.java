package io.kspec.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Kspec;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.Rules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplainTest {
    @TempDir
    private Path home;

    @Test
    void withoutAWordEveryRuleIsListed() {
        Kspec.Ended ended = explain();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("NAME").contains("CHECK", "SEVERITY", "CATEGORY", "ASKED BY");
        assertThat(ended.out().lines()).hasSize(Rules.ALL.size() + 1);
        assertThat(Rules.ALL).allSatisfy(kind -> assertThat(ended.out()).contains(kind.name()));
    }

    @Test
    void aRuleIsToldWithReasonRemedyFieldDoorsAndControls() {
        RuleKind kind = Rules.ALL.stream()
                .filter(one -> one.name().equals("images-avoid-the-latest-tag"))
                .findFirst()
                .orElseThrow();
        String told = explain(kind.name()).out();
        assertThat(told)
                .startsWith("images-avoid-the-latest-tag\n")
                .contains(
                        kind.card().title() + ".",
                        kind.card().why(),
                        kind.card().fix())
                .contains("spec.workloads.images.disallowLatestTag")
                .contains("scan of files, admission, generated policy")
                .contains("nist-800-53-r5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"container-field-is-set", "container-field-is-set[resources.limits.memory]"})
    void anInstanceIsExplainedAsItsRule(String word) {
        assertThat(explain(word).out()).startsWith("container-field-is-set\n").doesNotContain("container-field-is-av");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workload-security", "workload.security"})
    void aCheckAndAnOlderNameTellAllTheirRules(String word) {
        assertThat(explain(word).out()).contains("container-field-is-set\n", "container-field-is-avoided\n");
    }

    @Test
    void aMisspeltRuleIsWrongUsageAndNamesTheNearest() {
        Kspec.Ended ended = explain("images-avoid-latest-tag");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("\"images-avoid-latest-tag\"")
                .contains("Did you mean images-avoid-the-latest-tag?")
                .contains("kspec explain lists them all");
    }

    @Test
    void programsReadTheSame() throws Exception {
        JsonNode rules =
                new ObjectMapper().readTree(explain("-o", "json").out()).path("rules");
        assertThat(rules).hasSize(Rules.ALL.size());
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.path("why").asText()).isNotEmpty();
            assertThat(rule.path("doors")).isNotEmpty();
            assertThat(rule.path("controls").isArray()).isTrue();
        });
    }

    private Kspec.Ended explain(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "explain";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Kspec.at(home).run(all);
    }
}
