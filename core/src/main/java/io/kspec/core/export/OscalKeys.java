package io.kspec.core.export;

/// UUIDs of what is in a document: the same in every run over the same subject by the same specification.
///
/// @param scope what keeps two clusters apart
record OscalKeys(String scope) {
    static OscalKeys of(Provenance provenance) {
        String subject =
                switch (provenance.of()) {
                    case CLUSTER -> provenance.subject();
                    case FILES -> "files";
                };
        return new OscalKeys("%s\n%s".formatted(provenance.specification(), subject));
    }

    String uuid(String key) {
        return StableHash.uuid("%s\n%s".formatted(scope, key));
    }

    String observation(Entry entry) {
        return uuid("observation " + entry.id());
    }

    String risk(Exempted pardoned) {
        return uuid(
                "risk %s %s".formatted(pardoned.exemption(), pardoned.finding().fingerprint()));
    }
}
