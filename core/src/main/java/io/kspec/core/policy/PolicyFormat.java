package io.kspec.core.policy;

import java.util.List;
import java.util.Optional;

/// What policies are written as. A new format is a record here, its writer, and a scenario folder; the compiler names
/// the places that must know it.
public sealed interface PolicyFormat {
    List<PolicyFormat> ALL = List.of(new AdmissionPolicy(), new KyvernoPolicy(), new KyvernoClusterPolicy());

    /// As `--format` takes it.
    String word();

    /// The API server's own ValidatingAdmissionPolicy with its binding, since Kubernetes 1.30.
    record AdmissionPolicy() implements PolicyFormat {
        @Override
        public String word() {
            return "vap";
        }
    }

    /// Kyverno's ValidatingPolicy, `policies.kyverno.io/v1`.
    record KyvernoPolicy() implements PolicyFormat {
        @Override
        public String word() {
            return "kyverno";
        }
    }

    /// Kyverno's ClusterPolicy, which Kyverno has announced to remove.
    record KyvernoClusterPolicy() implements PolicyFormat {
        @Override
        public String word() {
            return "kyverno-legacy";
        }
    }

    static Optional<PolicyFormat> of(String word) {
        return ALL.stream().filter(format -> format.word().equals(word)).findFirst();
    }

    /// The words, for help.
    static List<String> words() {
        return ALL.stream().map(PolicyFormat::word).toList();
    }
}
