package io.kspec.cli.fix;

import io.kspec.cli.input.SourceText;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Section;
import io.kspec.core.document.Sections;
import io.kspec.core.failure.Failure;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Fix;
import io.kspec.core.fix.text.Rewriting;
import io.kspec.core.fix.text.TextEdits;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Mends the workloads of one text, rule by rule, each judged anew on what the one before it left. Pure.
final class Mending {
    private final SourceText source;
    private final Rulebook rulebook;
    private final Circumstances circumstances;
    private final Predicate<Rule> chosen;
    private final List<Applied> applied = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();
    private final Set<Failure> unknown = new LinkedHashSet<>();

    private Mending(SourceText source, Rulebook rulebook, Circumstances circumstances, Predicate<Rule> chosen) {
        this.source = source;
        this.rulebook = rulebook;
        this.circumstances = circumstances;
        this.chosen = chosen;
    }

    /// @param sections the text of `source`, cut
    /// @param chosen which rules count
    static Mended of(
            SourceText source,
            Sections sections,
            Rulebook rulebook,
            Circumstances circumstances,
            Predicate<Rule> chosen) {
        var mending = new Mending(source, rulebook, circumstances, chosen);
        String text = mending.mended(sections).text();
        return new Mended(source, text, mending.applied, mending.left, mending.broken, List.copyOf(mending.unknown));
    }

    private Sections mended(Sections sections) {
        boolean template = sections.list().stream()
                .anyMatch(section -> Section.looksLikeTemplate(section.text())
                        && section.parsed().stream().anyMatch(Broken.class::isInstance));
        return new Sections(
                sections.mark(),
                sections.list().stream()
                        .map(section -> mended(section, template || Section.looksLikeTemplate(section.text())))
                        .toList());
    }

    /// @param template whether the section is left as it is because what it comes to is not known
    private Section mended(Section section, boolean template) {
        Section current = section;
        for (int index = 0; index < section.parsed().size(); index++) {
            switch (section.parsed().get(index)) {
                case Broken one -> broken.add(one);
                case Document _ -> current = mended(current, index, template);
            }
        }
        return current;
    }

    private Section mended(Section section, int index, boolean template) {
        var done = new HashSet<RuleId>();
        Section current = section;
        while (true) {
            Pass pass = pass(current, index, done, template);
            switch (pass) {
                case Changed(Section changed, Applied one) -> {
                    current = changed;
                    done.add(one.rule());
                    applied.add(one);
                }
                case Settled(List<Left> byHand) -> {
                    left.addAll(byHand);
                    return current;
                }
            }
        }
    }

    /// The first rule that changes something, or everything that nothing can be done about.
    ///
    /// @param done rules that have had their turn; if one still fails, another demand undoes it
    private Pass pass(Section section, int index, Set<RuleId> done, boolean template) {
        if (!(section.parsed().get(index) instanceof Document document)) {
            return new Settled(List.of());
        }
        var byHand = new ArrayList<Left>();
        for (Workload workload : Workload.of(document.json()).stream().toList()) {
            for (WorkloadRule rule : failing(workload)) {
                Rewriting rewriting = template
                        ? new Rewriting.ByHand(Section.RENDER_FIRST)
                        : rewriting(section, document.path(), rule, workload, done);
                switch (rewriting) {
                    case Rewriting.Done(Section changed) -> {
                        return new Changed(changed, new Applied(rule.id(), workload.ref()));
                    }
                    case Rewriting.ByHand(String hint) ->
                        byHand.add(new Left(source.source(), rule.id(), workload.ref(), hint));
                }
            }
        }
        return new Settled(byHand);
    }

    private List<WorkloadRule> failing(Workload workload) {
        var failing = new ArrayList<WorkloadRule>();
        for (Judgement judgement : rulebook.judge(workload, circumstances)) {
            if (judgement.rule() instanceof WorkloadRule rule && chosen.test(rule)) {
                switch (judgement.verdict()) {
                    case Verdict.Fail _ -> failing.add(rule);
                    case Verdict.NotEvaluated(Failure why) -> unknown.add(why);
                    case Verdict.Pass _, Verdict.Manual _ -> {}
                }
            }
        }
        return failing;
    }

    private static Rewriting rewriting(
            Section section, FieldPath path, WorkloadRule rule, Workload workload, Set<RuleId> done) {
        if (done.contains(rule.id())) {
            return new Rewriting.ByHand(rule.card().fix());
        }
        return switch (rule.fix(workload)) {
            case Fix.ByHand(String hint) -> new Rewriting.ByHand(hint);
            case Fix.Edits(List<Edit> edits) -> {
                Rewriting rewriting = TextEdits.apply(
                        section, edits.stream().map(edit -> below(path, edit)).toList());
                boolean idle = rewriting instanceof Rewriting.Done(Section edited)
                        && edited.text().equals(section.text());
                yield idle ? new Rewriting.ByHand(rule.card().fix()) : rewriting;
            }
        };
    }

    private static Edit below(FieldPath path, Edit edit) {
        return switch (edit) {
            case Edit.Put put -> new Edit.Put(path.then(put.path()), put.value());
            case Edit.Remove remove -> new Edit.Remove(path.then(remove.path()));
        };
    }

    /// What one look at a workload came to.
    private sealed interface Pass {}

    private record Changed(Section section, Applied applied) implements Pass {}

    private record Settled(List<Left> byHand) implements Pass {}
}
