package io.kspec.lifecycle.crd;

import io.kspec.lifecycle.crd.rule.Evidence;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The page that says what changes of definitions are recognised.
final class CrdRulesPage {
    private static final String HEAD = """
            # Compatibility of CustomResourceDefinitions

            <!-- Made from the rules in lifecycle/src/main/java/io/kspec/lifecycle/crd/rule; change those, then run: make docs -->

            What `kspec crd diff OLD NEW` and the fleet server recognise between two versions of a definition. Each
            finding has two weights: *up* when the change is applied, *back* when the old definition is put back after
            objects were written under the new one. Where several weights stand, the first is the usual one.

            | weight | what it means |
            | --- | --- |
            | ok | nothing to do |
            | info | worth knowing |
            | warn | somebody should look; nothing stops |
            | break | clients or writes fail; an approval lifts it |
            | loss | data can vanish or become unreadable; only evidence, or an export and two approvals, lift it |
            | reject | the API server refuses it; nothing lifts it |

            Evidence is what can change a weight beside the two documents: *usage* of the field by stored objects,
            *validation* of stored objects by the new schema, a probe of the *conversion*, or a *look-up* in the cluster.

            ## What programs read

            `kspec crd diff OLD NEW -o json` (or `-o yaml`) answers for one definition:

            ```json
            {
              "compatible": false,
              "breaking": [
                {
                  "rule": "field-removed",
                  "version": "v1",
                  "path": "spec.dnsNames",
                  "old": "list of string",
                  "new": "",
                  "why": "The field spec.dnsNames was removed: what objects hold there vanishes …",
                  "severity": {"up": "loss", "back": "ok"}
                }
              ],
              "warnings": [],
              "info": [],
              "rollback": {"safe": true, "reasons": []}
            }
            ```

            `breaking` holds what weighs break, loss or reject on the way up, `warnings` what weighs warn, `info` the
            rest. Going back is safe when nothing weighs a break or more on the way back and the API server would take
            the old definition again. A path begins at the root of the version's schema, `[]` stands for the items of a
            list and `{}` for the values of a map; where no version is named it is a path in the definition. With several
            definitions the answer is `{"compatible": …, "crds": [{"name": …, "compatible": …, …}]}`, in the order of
            their names. The exit code is 0 when all are compatible, 1 when one is not, 2 for bad input, and 3 when
            `--cluster` could not be read.

            ## Stored objects

            The objects that are stored decide about some findings: a removed field that none of them sets is a warning, one
            in use is a loss whose `why` says how many set it and names one; a tightening that every object passes is a
            warning. `kspec crd diff OLD NEW --objects PATH` reads them from files that hold all of a kind, `--cluster` and
            the planning of a rollout from the cluster, in the version that a finding is about, and only when some finding
            could come to weigh something else. What could not be read (a namespace that is not shown, a cluster that is
            away, more than 1 GiB or five minutes of it) counts as used, and files that hold no object of a kind prove
            nothing. JSON then has one entry more, for each version that was read:

            ```json
            "evidence": [
              {
                "version": "v1",
                "objects": 40,
                "complete": true,
                "usage": [{"path": "spec.dnsNames", "set": 2, "notDefault": 2, "examples": ["team-a/web", "team-b/web"]}],
                "outcomes": [{"outcome": "pruned", "objects": 2, "examples": ["team-a/web", "team-b/web"]}],
                "costly": [{"object": "team-a/large", "dearestRule": 961201, "allRules": 961201}],
                "gaps": []
              }
            ]
            ```

            Where the live definition converts by a webhook, up to 20 of its objects, from as many namespaces as possible, are
            also taken to every other served version and back by the webhook that is installed, through the API server's
            proxy to its Service (the right `create` on `services/proxy`); nothing is written. What is not as it was is
            `conversion-not-lossless`, what the API server would refuse is `conversion-broken-metadata`. Labels and
            annotations that a webhook adds are no difference, nor is an empty status. The webhook that a new chart brings
            cannot be asked before it is there. One that gives no answer, says that it failed or is registered by a URL
            leaves a warning, and where nothing differs it is known of the objects that were tried and of no others.

            What CEL rules cost for each object that is read is counted in the units of the API server, which refuses an
            object when one rule costs more than 1,000,000 at one place or all of them together more than 10,000,000. Past a
            limit nothing of the object can be changed any more, labels and finalizers neither; from four fifths of one on it
            is under `costly`, and `cel-runtime-cost` names the nearest. What a `messageExpression` costs is not counted.

            A rollout that could lose data waits for two Admins besides who asked for it, in every environment; before a
            definition changes, every custom resource is exported and the export is read again, and without it nothing is
            applied. `crd-terminating`, `stored-versions-unproven` and `keep-policy-missing` cannot be consented to: mend first.
            """;

    private CrdRulesPage() {}

    static String text(List<RuleCard> cards) {
        return HEAD
                + Arrays.stream(Section.values())
                        .map(section -> section(section, cards))
                        .collect(Collectors.joining());
    }

    private static String section(Section section, List<RuleCard> cards) {
        return cards.stream()
                .filter(card -> card.section() == section)
                .map(CrdRulesPage::row)
                .collect(Collectors.joining("", """

                        ## %s

                        | row | rule | recognises | because | up | back | evidence |
                        | --- | --- | --- | --- | --- | --- | --- |
                        """.formatted(section.title()), ""));
    }

    private static String row(RuleCard card) {
        return "| %d | `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                        card.number(),
                        card.id(),
                        card.detects().replace("|", "\\|"),
                        card.why().replace("|", "\\|"),
                        words(card.weights().up()),
                        words(card.weights().back()),
                        Arrays.stream(Evidence.values())
                                .filter(card.evidence()::contains)
                                .map(kind ->
                                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", ")));
    }

    private static String words(List<Severity> weights) {
        return weights.isEmpty()
                ? "by that rule"
                : weights.stream().map(Severity::word).collect(Collectors.joining(", "));
    }
}
