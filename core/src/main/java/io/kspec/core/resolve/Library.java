package io.kspec.core.resolve;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.validation.SpecProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The templates and specifications that a specification may build on, by name. What stands in a library does not
/// change; a changed cluster or folder gives a new one.
public interface Library {
    /// The templates that kspec brings, and nothing else.
    static Library builtIn() {
        return BuiltIn.LIBRARY;
    }

    /// These templates besides the built-in ones, and these specifications, by name. A built-in template keeps its
    /// name.
    static Library of(Map<String, PolicyTemplateSpec> templates, Map<String, ClusterSpec> specifications) {
        return new NamedLibrary(templates, specifications);
    }

    Optional<PolicyTemplateSpec> template(String name);

    Optional<ClusterSpec> specification(String name);

    /// The names of all templates, for suggestions.
    List<String> templates();

    /// The names of all specifications, for suggestions.
    List<String> specifications();

    /// Why something of this name, which was found or may be there, cannot be used. Empty when there is no such
    /// doubt: then the name is known to be free.
    default List<SpecProblem> unreadable(String name) {
        return List.of();
    }
}
