package io.kspec.lifecycle.crd;

/// One difference between two definitions and what it does.
///
/// @param rule    the rule's id in kebab-case, as `field-removed`
/// @param version the API version whose schema it is in, such as `v1`; empty when it is about the whole definition
/// @param path    dotted from the schema's root, `[]` for items and `{}` for values of maps: `spec.dnsNames[]`; empty
///                at the root
/// @param before  what stood there, as short text; empty when nothing did
/// @param after   what stands there now, as short text; empty when nothing does
/// @param why     one sentence for a person: what it does to whom
/// @param up      its weight when the change is applied
/// @param back    the weight of putting the old definition back once objects were written under the new one
public record Finding(
        String rule,
        String version,
        String path,
        String before,
        String after,
        String why,
        Severity up,
        Severity back) {}
