package io.kspec.cli.server.operators;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.output.YamlOut;
import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
import io.kspec.cli.server.answer.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operators for people.
final class OperatorText {
    private static final int NARROW = 6;
    private static final int NARROW_VERSIONS = 4;

    private OperatorText() {}

    static List<String> table(List<Operator> operators, boolean wide, Instant now) {
        return Tables.lines(
                Tables.narrowed(
                        wide,
                        NARROW,
                        List.of("NAME", "NAMESPACE", "VERSION", "LATEST", "CLUSTERS", "AGE", "UPDATE", "ID")),
                operators.stream()
                        .map(operator -> Tables.narrowed(
                                wide,
                                NARROW,
                                List.of(
                                        Cells.text(operator.name()),
                                        Cells.text(operator.namespace()),
                                        Cells.text(operator.currentVersion()),
                                        Cells.text(operator.latestVersion()),
                                        Cells.text(operator.deployedClusterCount()),
                                        Cells.age(operator.createdAt(), now),
                                        Cells.yes(operator.hasUpdate()),
                                        Cells.text(operator.operatorId()))))
                        .toList());
    }

    static List<String> sheet(Operator operator, Instant now) {
        var sheet = new Sheet()
                .fact("Name", operator.name())
                .fact("Id", operator.operatorId())
                .fact("Description", operator.description())
                .fact("Namespace", operator.namespace())
                .fact("Chart", operator.chartName())
                .fact("Repository", operator.chartRepository())
                .fact("Version", operator.currentVersion())
                .fact("Latest", operator.latestVersion())
                .fact("Update", operator.hasUpdate() == null ? null : Cells.yes(operator.hasUpdate()))
                .fact("Labels", Cells.labels(operator.labels()))
                .fact(
                        "Affinity",
                        operator.clusterAffinity() == null
                                ? null
                                : operator.clusterAffinity().text())
                .fact("CRDs", Cells.list(operator.crdNames()))
                .fact("Registered", Cells.moment(operator.createdAt()))
                .fact("Changed", Cells.moment(operator.updatedAt()))
                .table(
                        List.of("CLUSTER", "VERSION", "HEALTH", "AGE"),
                        operator.deployedClusters().stream()
                                .map(running -> List.of(
                                        Cells.text(running.clusterName()),
                                        Cells.text(running.version()),
                                        Cells.text(running.health()),
                                        Cells.age(running.deployedAt(), now)))
                                .toList());
        values("Default values", operator.defaultValues(), sheet);
        values("Values by environment", operator.environmentValues(), sheet);
        return sheet.lines();
    }

    private static void values(String title, @Nullable JsonNode values, Sheet sheet) {
        if (values != null && !values.isEmpty()) {
            sheet.line("").line(title + ":");
            YamlOut.text(values).lines().forEach(line -> sheet.line("  " + line));
        }
    }

    static List<String> versions(Operator.Versions versions, boolean wide) {
        if (versions.versions().isEmpty()) {
            return List.of("no versions");
        }
        return Tables.lines(
                Tables.narrowed(wide, NARROW_VERSIONS, List.of("VERSION", "RELEASED", "IS", "CURRENT", "CHANGES")),
                versions.versions().stream()
                        .map(version -> Tables.narrowed(
                                wide,
                                NARROW_VERSIONS,
                                List.of(
                                        Cells.text(version.version()),
                                        Cells.moment(version.releaseDate()),
                                        Cells.list(marks(version)),
                                        version.version() != null
                                                        && version.version().equals(versions.currentVersion())
                                                ? "yes"
                                                : Cells.NOTHING,
                                        Cells.text(version.changelogUrl()))))
                        .toList());
    }

    private static List<String> marks(Operator.Version version) {
        var marks = new ArrayList<String>();
        if (Boolean.TRUE.equals(version.isLatest())) {
            marks.add("latest");
        }
        if (Boolean.TRUE.equals(version.isPrerelease())) {
            marks.add("prerelease");
        }
        if (Boolean.TRUE.equals(version.deprecated())) {
            marks.add("deprecated");
        }
        return marks;
    }
}
