package io.kspec.core.cel;

import io.kspec.core.spelling.Nearest;
import java.util.Set;
import java.util.TreeSet;

/// The names that expressions may use: what cel-java and every API server with generated policies (1.30 and later)
/// both know.
public final class CelNames {
    public static final String OBJECT = "object";
    public static final String POD = "variables.pod";
    static final String POD_SPEC = "variables.podSpec";
    static final String POD_META = "variables.podMeta";
    static final String CONTAINERS = "variables.containers";

    static final Set<String> VARIABLES = new TreeSet<>(Set.of(OBJECT, POD, POD_SPEC, POD_META, CONTAINERS));

    static final Set<String> FUNCTIONS = new TreeSet<>(Set.of(
            "all",
            "bool",
            "bytes",
            "charAt",
            "contains",
            "double",
            "duration",
            "dyn",
            "endsWith",
            "exists",
            "exists_one",
            "filter",
            "getDate",
            "getDayOfMonth",
            "getDayOfWeek",
            "getDayOfYear",
            "getFullYear",
            "getHours",
            "getMilliseconds",
            "getMinutes",
            "getMonth",
            "getSeconds",
            "has",
            "hasValue",
            "indexOf",
            "int",
            "join",
            "lastIndexOf",
            "lowerAscii",
            "map",
            "matches",
            "optFlatMap",
            "optMap",
            "optional.none",
            "optional.of",
            "optional.ofNonZeroValue",
            "or",
            "orValue",
            "replace",
            "sets.contains",
            "sets.equivalent",
            "sets.intersects",
            "size",
            "split",
            "startsWith",
            "string",
            "substring",
            "timestamp",
            "trim",
            "type",
            "uint",
            "upperAscii",
            "value"));

    /// What an API server knows when it judges a request, and a scan of files cannot.
    private static final Set<String> OF_THE_API_SERVER = Set.of(
            "authorizer",
            "cidr",
            "find",
            "findAll",
            "format",
            "ip",
            "isCIDR",
            "isIP",
            "isQuantity",
            "isSorted",
            "isURL",
            "max",
            "min",
            "namespaceObject",
            "oldObject",
            "params",
            "quantity",
            "quote",
            "request",
            "reverse",
            "semver",
            "sum",
            "url");

    private CelNames() {}

    /// What to write instead of a name that is not known.
    static String remedy(String name) {
        if (OF_THE_API_SERVER.contains(name)) {
            return "An API server may know it, and scans do not: a rule must give the same answer everywhere. "
                    + "Functions: %s.".formatted(String.join(", ", FUNCTIONS));
        }
        if (name.equals("variables")) {
            return "Variables: %s.".formatted(String.join(", ", VARIABLES));
        }
        var known = new TreeSet<>(VARIABLES);
        known.addAll(FUNCTIONS);
        return Nearest.to(name, known)
                .map("Did you mean %s?"::formatted)
                .orElseGet(() -> "Variables: %s. Functions: %s."
                        .formatted(String.join(", ", VARIABLES), String.join(", ", FUNCTIONS)));
    }
}
