package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Definitions and schemas for tests, written short, and findings written as `rule path up/back`.
public final class Crds {
    private static final String SCHEMA = "{type: object, properties: {spec: {type: object, properties: {%s}}}}";

    private Crds() {}

    public static JsonNode yaml(String text) {
        List<Parsed> parsed = Documents.read("test", text);
        assertThat(parsed).hasSize(1).allSatisfy(one -> assertThat(one).isInstanceOf(Document.class));
        return ((Document) parsed.getFirst()).json();
    }

    public static Crd crd(String text) {
        return switch (Crd.parse(yaml(text))) {
            case CrdResult.Parsed parsed -> parsed.crd();
            case CrdResult.Unreadable unreadable ->
                throw new AssertionError(unreadable.why().sentence());
        };
    }

    /// A definition with the version v1, whose spec has these properties, as YAML in one line.
    public static Crd withProperties(String properties) {
        return withSpec("""
                group: example.org
                scope: Namespaced
                names: {plural: widgets, kind: Widget}
                versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: %s}}
                """.formatted(SCHEMA.formatted(properties)));
    }

    /// A definition with this spec.
    public static Crd withSpec(String spec) {
        return crd("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.org}
                spec:
                %s""".formatted(spec.indent(2)));
    }

    /// What is found between two sets of properties of spec; style apart.
    public static List<String> between(String before, String after) {
        return told(schemas(SCHEMA.formatted(text(before)), SCHEMA.formatted(text(after))));
    }

    /// What is found between two nodes at `spec.a`; style apart.
    public static List<String> betweenNodes(String before, String after) {
        return between("a: {%s}".formatted(text(before)), "a: {%s}".formatted(text(after)));
    }

    /// What is found between two whole schemas.
    public static Comparison schemas(String before, String after) {
        return CrdComparison.compareSchemas(yaml(before), yaml(after));
    }

    public static Comparison compare(Crd before, Crd after) {
        return CrdComparison.compare(Optional.of(before), after, Surroundings.none());
    }

    public static Comparison compare(Crd before, Crd after, Surroundings surroundings) {
        return CrdComparison.compare(Optional.of(before), after, surroundings);
    }

    /// `rule version path up/back`, without what is empty and without matters of style.
    public static List<String> told(Comparison comparison) {
        return comparison.findings().stream()
                .filter(finding -> !finding.rule().startsWith("lint-"))
                .map(Crds::told)
                .toList();
    }

    public static String told(Finding finding) {
        return String.join(
                        " ",
                        finding.rule(),
                        finding.version(),
                        finding.path(),
                        finding.up().word() + "/" + finding.back().word())
                .replaceAll(" +", " ");
    }

    /// The findings of a table's cell, divided by `;`.
    public static String[] expected(String cell) {
        return Arrays.stream(text(cell).split(";", -1))
                .map(String::strip)
                .filter(finding -> !finding.isEmpty())
                .toArray(String[]::new);
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }
}
