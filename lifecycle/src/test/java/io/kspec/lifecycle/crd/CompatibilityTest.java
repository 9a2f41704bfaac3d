package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.crd.CompatibilityChange.ChangeType;
import io.kspec.lifecycle.crd.CompatibilityChange.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompatibilityTest {
    private static final String NAME = "{type: object, required: [name], properties: {name: {type: string}}}";
    private static final String NAME_AND_EMAIL =
            "{type: object, required: [name], properties: {name: {type: string}, email: {type: string}}}";

    @Test
    void anOptionalFieldIsAddedWithoutABreak() {
        Compatibility answer = between(NAME, NAME_AND_EMAIL);
        assertThat(answer.isCompatible()).isTrue();
        assertThat(answer.requiresApproval()).isFalse();
        assertThat(answer.nonBreakingChanges()).singleElement().satisfies(change -> {
            assertThat(change.fieldPath()).isEqualTo("email");
            assertThat(change.changeType()).isEqualTo(ChangeType.ADDED);
            assertThat(change.severity()).isEqualTo(Level.LOW);
        });
    }

    @Test
    void aRemovedFieldBreaksAndNeedsAnApproval() {
        Compatibility answer = between(NAME_AND_EMAIL, NAME);
        assertThat(answer.isCompatible()).isFalse();
        assertThat(answer.requiresApproval()).isTrue();
        assertThat(answer.nonBreakingChanges()).isEmpty();
        assertThat(answer.breakingChanges()).singleElement().satisfies(change -> {
            assertThat(change.fieldPath()).isEqualTo("email");
            assertThat(change.changeType().word()).isEqualTo("Removed");
            assertThat(change.severity().word()).isEqualTo("Critical");
        });
    }

    @Test
    void aNewRequiredFieldBreaksAndTheDescriptionSaysSo() {
        Compatibility answer = between(NAME, NAME_AND_EMAIL.replace("[name]", "[name, email]"));
        assertThat(answer.breakingChanges()).singleElement().satisfies(change -> {
            assertThat(change.fieldPath()).isEqualTo("email");
            assertThat(change.changeType()).isEqualTo(ChangeType.ADDED);
            assertThat(change.description()).containsIgnoringCase("required field was added");
        });
    }

    @Test
    void aFieldThatBecomesRequiredIsModified() {
        Compatibility answer = between(NAME_AND_EMAIL, NAME_AND_EMAIL.replace("[name]", "[name, email]"));
        assertThat(answer.breakingChanges())
                .extracting(CompatibilityChange::changeType)
                .containsExactly(ChangeType.MODIFIED);
    }

    @Test
    void anotherTypeIsAModificationThatBreaks() {
        String schema = "{type: object, properties: {count: {type: %s}}}";
        Compatibility answer = between(schema.formatted("integer"), schema.formatted("string"));
        assertThat(answer.breakingChanges()).singleElement().satisfies(change -> {
            assertThat(change.changeType()).isEqualTo(ChangeType.MODIFIED);
            assertThat(change.description()).contains("type of count changed from integer to string");
            assertThat(change.severity()).isEqualTo(Level.HIGH);
        });
    }

    @Test
    void descriptionsAreNoChange() {
        Compatibility answer = between(NAME, NAME.replace("{type: string}", "{type: string, description: Words.}"));
        assertThat(answer.breakingChanges()).isEmpty();
        assertThat(answer.nonBreakingChanges()).isEmpty();
    }

    @Test
    void pathsOfAWholeDefinitionNameTheVersion() {
        Comparison comparison = Crds.compare(
                Crds.withProperties("a: {type: string}, b: {type: array, items: {type: string}}"),
                Crds.withProperties("a: {type: string}"));
        assertThat(Compatibility.of(comparison).breakingChanges())
                .extracting(CompatibilityChange::fieldPath)
                .containsExactly("v1: spec.b");
    }

    @Test
    void evidenceMakesARemovedFieldLighterAndItStaysABreakingChangeWithoutAnApproval() {
        Comparison comparison = Crds.schemas(NAME_AND_EMAIL, NAME);
        Finding found = comparison.findings().getFirst();
        var lighter = new Finding(
                found.rule(),
                found.version(),
                found.path(),
                found.before(),
                found.after(),
                found.why(),
                Severity.WARN,
                found.back());
        Compatibility answer = Compatibility.of(comparison.with(List.of(lighter)));
        assertThat(answer.breakingChanges())
                .extracting(CompatibilityChange::severity)
                .containsExactly(Level.MEDIUM);
        assertThat(answer.requiresApproval()).isFalse();
        assertThat(answer.isCompatible()).isFalse();
    }

    private static Compatibility between(String before, String after) {
        return Compatibility.of(Crds.schemas(before, after));
    }
}
