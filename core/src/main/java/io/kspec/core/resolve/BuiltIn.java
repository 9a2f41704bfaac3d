package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The templates that kspec brings: part of the program, as rules are, and read once.
final class BuiltIn implements Library {
    private static final List<String> NAMES = List.of("compliance-strict", "security-baseline");

    static final Library LIBRARY = new BuiltIn();

    private final Map<String, PolicyTemplateSpec> templates =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), BuiltIn::read));

    @Override
    public Optional<PolicyTemplateSpec> template(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    @Override
    public Optional<ClusterSpec> specification(String name) {
        return Optional.empty();
    }

    @Override
    public List<String> templates() {
        return NAMES;
    }

    @Override
    public List<String> specifications() {
        return List.of();
    }

    private static PolicyTemplateSpec read(String name) {
        String file = name + ".yaml";
        try (InputStream content = Objects.requireNonNull(BuiltIn.class.getResourceAsStream(file), file)) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode json = ((Document) Documents.read(file, text).getFirst()).json();
            return switch (SpecReading.of(PolicyTemplateSpec.class, json.path("spec"), FieldPath.of("spec"))) {
                case SpecReading.Read<PolicyTemplateSpec>(PolicyTemplateSpec spec) -> spec;
                case SpecReading.Unreadable<PolicyTemplateSpec>(var problems) ->
                    throw new IllegalStateException(file + ": " + problems);
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
