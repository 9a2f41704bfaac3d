package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds a value against `anyOf`, `oneOf`, `allOf` and `not`. Of branches that fail, the errors of the one that met
/// most checks are told, the first of equals.
final class BranchChecks {
    private BranchChecks() {}

    static void check(Branches branches, JsonNode value, Place at, Tally tally) {
        if (!branches.anyOf().isEmpty()) {
            anyOf(branches.anyOf(), value, at, tally);
        }
        if (!branches.oneOf().isEmpty()) {
            oneOf(branches.oneOf(), value, at, tally);
        }
        if (!branches.allOf().isEmpty()) {
            allOf(branches.allOf(), value, at, tally);
        }
        branches.not().ifPresent(not -> {
            if (OpenApiCheck.branch(not, value, at).isValid()) {
                tally.add(at, Kind.INVALID, "must not match the schema of not");
            }
        });
        tally.meet();
    }

    private static void anyOf(List<SchemaNode> branches, JsonNode value, Place at, Tally tally) {
        Tally best = null;
        for (SchemaNode branch : branches) {
            Tally result = OpenApiCheck.branch(branch, value, at);
            if (result.isValid()) {
                tally.merge(result);
                return;
            }
            best = better(best, result);
        }
        tally.add(at, Kind.INVALID, "must match at least one schema of anyOf");
        if (best != null) {
            tally.merge(best);
        }
    }

    private static void oneOf(List<SchemaNode> branches, JsonNode value, Place at, Tally tally) {
        List<Tally> results = branches.stream()
                .map(branch -> OpenApiCheck.branch(branch, value, at))
                .toList();
        List<Tally> valid = results.stream().filter(Tally::isValid).toList();
        if (valid.size() == 1) {
            tally.merge(valid.getFirst());
            return;
        }
        tally.add(at, Kind.INVALID, "must match exactly one schema of oneOf, and matches %d".formatted(valid.size()));
        if (valid.isEmpty()) {
            Tally best = null;
            for (Tally result : results) {
                best = better(best, result);
            }
            if (best != null) {
                tally.merge(best);
            }
        }
    }

    private static void allOf(List<SchemaNode> branches, JsonNode value, Place at, Tally tally) {
        boolean all = true;
        for (SchemaNode branch : branches) {
            Tally result = OpenApiCheck.branch(branch, value, at);
            all &= result.isValid();
            tally.merge(result);
        }
        if (!all) {
            tally.add(at, Kind.INVALID, "must match all schemas of allOf");
        }
    }

    private static Tally better(@Nullable Tally best, Tally result) {
        return best == null || result.met() > best.met() ? result : best;
    }
}
