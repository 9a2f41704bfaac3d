package io.kspec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamespaceOfTestTest {
    @Test
    void aNamespaceTellsTheTestItBelongsTo() {
        assertThat(NamespaceOfTest.nameFor("DriftIT.aChangeIsPutBack"))
                .matches("test-drift-it-a-change-is-put-back-[0-9a-f]{6}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "Überprüfung",
                "$Nested$.x",
                "aVeryLongNameOfATestThatSaysEverythingThereIsToSayAboutIt.indeed"
            })
    void everyTitleGivesAValidName(String title) {
        assertThat(NamespaceOfTest.nameFor(title)).hasSizeLessThan(64).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    }

    @Test
    void noTwoNamesAreAlike() {
        assertThat(NamespaceOfTest.nameFor("same")).isNotEqualTo(NamespaceOfTest.nameFor("same"));
    }
}
