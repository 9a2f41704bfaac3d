package io.kspec.core.export.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A report as one page. All text is plain; whoever lays it out escapes it.
///
/// @param broken broken rules, the worst first
/// @param frameworksAsked what the frameworks of the specification come to, a sentence each
/// @param exemptionsGiven every exemption of the specification, a sentence each
/// @param gaps what could not be read, each reason once
public record Page(
        Heading heading,
        Score score,
        Optional<Delta> delta,
        List<Broken> broken,
        List<Framework> frameworks,
        List<String> frameworksAsked,
        List<Gap> gaps,
        List<Pardon> exemptions,
        List<String> exemptionsGiven,
        List<Line> manual,
        List<Line> passed,
        List<Line> notAsked) {
    public Page {
        broken = List.copyOf(broken);
        frameworks = List.copyOf(frameworks);
        frameworksAsked = List.copyOf(frameworksAsked);
        exemptionsGiven = List.copyOf(exemptionsGiven);
        gaps = List.copyOf(gaps);
        exemptions = List.copyOf(exemptions);
        manual = List.copyOf(manual);
        passed = List.copyOf(passed);
        notAsked = List.copyOf(notAsked);
    }

    /// What was judged, by what, when.
    ///
    /// @param at for people, `21 November 2026, 18:30 UTC`
    public record Heading(String subject, String specification, String origin, String at, String version) {}

    /// How good it is.
    ///
    /// @param judged whether the percentage says anything
    /// @param percent of passes among passes and fails
    /// @param coverage the share, in percent, of the rules asked that were evaluated in full
    /// @param severities how many rules of each severity are broken, the worst first
    /// @param counts how many rules came to each state
    public record Score(
            boolean judged, int percent, int coverage, String verdict, List<Count> severities, List<Tally> counts) {
        public Score {
            severities = List.copyOf(severities);
            counts = List.copyOf(counts);
        }
    }

    public record Count(String word, int number) {
        public String key() {
            return word.toLowerCase(Locale.ROOT);
        }
    }

    public record Tally(Mark mark, int number) {}

    /// What changed since an earlier report.
    ///
    /// @param movement of the score, `+12`
    public record Delta(
            String earlier,
            String movement,
            String note,
            List<Change> added,
            List<Change> fixed,
            int unchanged,
            List<Change> exempted,
            List<Change> unknown) {
        public Delta {
            added = List.copyOf(added);
            fixed = List.copyOf(fixed);
            exempted = List.copyOf(exempted);
            unknown = List.copyOf(unknown);
        }
    }

    public record Change(String rule, String subject, String place) {}

    /// A broken rule. `hidden` findings are not shown.
    public record Broken(
            String anchor,
            String severity,
            String rule,
            String headline,
            String why,
            String fix,
            String controls,
            int total,
            List<Finding> findings,
            int hidden,
            boolean incomplete) {
        public Broken {
            findings = List.copyOf(findings);
        }

        public String severityKey() {
            return severity.toLowerCase(Locale.ROOT);
        }
    }

    /// Where a rule is broken.
    ///
    /// @param location empty when it was found in a cluster
    public record Finding(String subject, String location, String field, String observed, String demanded) {}

    /// A framework with its controls.
    ///
    /// @param id unique on the page
    public record Framework(String id, String title, List<Tally> tallies, List<Control> controls) {
        public Framework {
            tallies = List.copyOf(tallies);
            controls = List.copyOf(controls);
        }
    }

    public record Control(String id, Mark mark, List<Rule> rules) {
        public Control {
            rules = List.copyOf(rules);
        }
    }

    /// A rule as evidence for a control.
    ///
    /// @param anchor of the rule's own section; empty when it has none
    public record Rule(String anchor, String name, Mark mark) {}

    public record Gap(String what, String where, String remedy, List<String> rules) {
        public Gap {
            rules = List.copyOf(rules);
        }
    }

    public record Pardon(String exemption, String rule, String subject, String found) {}

    /// A rule of which there is one line to say.
    public record Line(String rule, String severity, String message, String controls) {}
}
