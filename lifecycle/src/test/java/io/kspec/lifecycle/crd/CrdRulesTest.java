package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.crd.rule.RuleCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CrdRulesTest {
    private static final Path PAGE = Path.of(System.getProperty("kspec.root"), "docs", "crd-compatibility.md");
    private static final int ROWS = 125;

    @Test
    void everyRowOfTheCatalogueHasItsRuleAndTheyStandInOrder() {
        List<Integer> rows =
                CrdRules.cards().stream().map(RuleCard::number).distinct().toList();
        assertThat(rows).isEqualTo(IntStream.rangeClosed(1, ROWS).boxed().toList());
    }

    @Test
    void idsAreUniqueAndInKebabCase() {
        assertThat(CrdRules.cards())
                .extracting(RuleCard::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void everyCardSaysWhatItRecognisesAndWhy() {
        assertThat(CrdRules.cards()).allSatisfy(card -> {
            assertThat(card.detects()).isNotBlank();
            assertThat(card.why()).isNotBlank();
        });
    }

    @Test
    void thePageIsTheOneThatTheRulesMake() throws IOException {
        String text = CrdRulesPage.text(CrdRules.cards());
        if (Boolean.getBoolean("kspec.update")) {
            Files.writeString(PAGE, text);
        }

        assertThat(Files.readString(PAGE)).as("stale: run make docs").isEqualTo(text);
    }
}
