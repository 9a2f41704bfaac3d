package io.kspec.lifecycle.crd.chart;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Observation.OperatorLacksRight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a chart's accounts may not do to the objects that its definitions define.
///
/// **Reads** Roles, ClusterRoles, their bindings, ServiceAccounts and workloads. The accounts of all workloads count
/// as one: some may only serve webhooks. **Answers** nothing about a chart without workloads, and a lack that is
/// certain only where no sound chart looks like that: rights may come from roles that the chart does not write, an
/// operator need not report on what it only reads, and `/finalizers` is asked of few. Never throws.
public final class OperatorRights {
    private static final Set<String> ANY = Set.of();
    private static final Set<String> WATCH = Set.of("list", "watch");
    private static final Set<String> WRITE = Set.of("update", "patch");
    private static final String STATUS = "status";
    private static final String SCALE = "scale";
    private static final String FINALIZERS = "finalizers";

    private final List<Crd> definitions;
    private final Accounts accounts;
    private final Grants grants;

    private OperatorRights(List<Crd> definitions, Accounts accounts, Grants grants) {
        this.definitions = List.copyOf(definitions);
        this.accounts = accounts;
        this.grants = grants;
    }

    /// Those of one chart.
    ///
    /// @param definitions all that the chart brings
    public static OperatorRights of(ChartObjects chart, List<Crd> definitions) {
        Accounts accounts = Accounts.of(chart);
        return new OperatorRights(definitions, accounts, Grants.of(chart, accounts));
    }

    /// What is lacking for one of them.
    public List<OperatorLacksRight> about(Crd crd) {
        if (accounts.all().isEmpty() || crd.versions().stream().noneMatch(CrdVersion::served)) {
            return List.of();
        }
        if (!grants.allow(crd, "", ANY)) {
            boolean meant = List.of(STATUS, SCALE, FINALIZERS).stream().anyMatch(sub -> grants.allow(crd, sub, ANY));
            return List.of(lack("spec.names.plural", "read or write", crd, "", meant));
        }
        var lacks = new ArrayList<OperatorLacksRight>();
        status(crd).ifPresent(lacks::add);
        asOthers(crd, SCALE, "spec.versions[].subresources.scale", OperatorRights::hasScale)
                .ifPresent(lacks::add);
        asOthers(crd, FINALIZERS, "metadata.finalizers", other -> grants.allow(other, "", WRITE))
                .ifPresent(lacks::add);
        return lacks;
    }

    /// Who watches objects and can report on none of any kind has forgotten to be allowed to; one kind among several
    /// may be there to be read.
    private Optional<OperatorLacksRight> status(Crd crd) {
        if (!hasStatus(crd) || grants.allow(crd, STATUS, WRITE)) {
            return Optional.empty();
        }
        boolean none = definitions.stream()
                .filter(OperatorRights::hasStatus)
                .noneMatch(other -> grants.allow(other, STATUS, WRITE));
        return Optional.of(lack(
                "spec.versions[].subresources.status",
                "update or patch",
                crd,
                STATUS,
                none && grants.allow(crd, "", WATCH)));
    }

    /// A right that not every operator needs is missed where all other kinds of its like have it.
    private Optional<OperatorLacksRight> asOthers(Crd crd, String subresource, String path, Predicate<Crd> like) {
        if (!like.test(crd) || grants.allow(crd, subresource, WRITE)) {
            return Optional.empty();
        }
        List<Crd> others = definitions.stream()
                .filter(other -> !other.name().equals(crd.name()) && like.test(other))
                .toList();
        boolean all = !others.isEmpty() && others.stream().allMatch(other -> grants.allow(other, subresource, WRITE));
        return all ? Optional.of(lack(path, "update or patch", crd, subresource, false)) : Optional.empty();
    }

    private OperatorLacksRight lack(String path, String verbs, Crd crd, String subresource, boolean certain) {
        String resource = crd.names().plural() + (subresource.isEmpty() ? "" : "/" + subresource);
        return new OperatorLacksRight(
                path,
                "by the chart's roles no account of its workloads (%s) may %s %s in the group %s"
                        .formatted(accounts, verbs, resource, crd.group()),
                certain && grants.isComplete());
    }

    private static boolean hasStatus(Crd crd) {
        return crd.versions().stream().anyMatch(version -> version.served() && version.hasStatus());
    }

    private static boolean hasScale(Crd crd) {
        return crd.versions().stream()
                .anyMatch(version -> version.served() && version.scale().isPresent());
    }
}
