package io.kspec.core.export;

import io.kspec.core.export.page.Page;
import java.util.List;

/// Words what changed since an earlier report.
final class HtmlDelta {
    private HtmlDelta() {}

    static Page.Delta of(EarlierReport earlier, Report now) {
        Changes changes = Changes.since(earlier, now);
        boolean same = earlier.specification().equals(now.provenance().specification());
        return new Page.Delta(
                Plain.visible(earlier.name()),
                movement(now.summary().score() - earlier.score()),
                same
                        ? ""
                        : "The earlier report was made by another specification, %s: compare with care."
                                .formatted(Plain.visible(earlier.specification())),
                changes.added().stream().map(HtmlDelta::change).toList(),
                known(changes.fixed()),
                changes.unchanged(),
                known(changes.exempted()),
                known(changes.unknown()));
    }

    /// `+12`, `−3` with the sign that is as wide, `±0`.
    private static String movement(int points) {
        if (points == 0) {
            return "±0";
        }
        return points > 0 ? "+" + points : "−" + -points;
    }

    private static Page.Change change(Changes.Added added) {
        var violation = added.finding().violation();
        return new Page.Change(
                Plain.visible(added.entry().id().toString()),
                Plain.visible(violation.subject().display()),
                Plain.visible(HtmlPage.field(violation.path())));
    }

    private static List<Page.Change> known(List<EarlierReport.Known> findings) {
        return findings.stream()
                .map(known -> new Page.Change(
                        Plain.visible(known.rule()),
                        Plain.visible(known.subject()),
                        Plain.visible(HtmlPage.field(known.place()))))
                .toList();
    }
}
