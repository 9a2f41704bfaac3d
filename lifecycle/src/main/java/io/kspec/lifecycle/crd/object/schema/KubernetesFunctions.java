package io.kspec.lifecycle.crd.object.schema;

import com.google.re2j.Pattern;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The functions that Kubernetes adds to CEL and that are known here: `find`, `findAll`, and of lists `isSorted`,
/// `sum`, `min`, `max`, `indexOf`, `lastIndexOf`. Not known, so that rules with them cannot be evaluated: `url`,
/// `ip`, `cidr`, `quantity`, `semver`, `format` by name.
final class KubernetesFunctions {
    private static final CelType LIST = ListType.create(SimpleType.DYN);

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            member("find", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING),
            CelFunctionDecl.newFunctionDeclaration(
                    "findAll",
                    overload("find_all", ListType.create(SimpleType.STRING), SimpleType.STRING, SimpleType.STRING),
                    overload(
                            "find_all_most",
                            ListType.create(SimpleType.STRING),
                            SimpleType.STRING,
                            SimpleType.STRING,
                            SimpleType.INT)),
            member("isSorted", SimpleType.BOOL, LIST),
            member("sum", SimpleType.DYN, LIST),
            member("min", SimpleType.DYN, LIST),
            member("max", SimpleType.DYN, LIST),
            CelFunctionDecl.newFunctionDeclaration(
                    "indexOf", overload("list_indexOf", SimpleType.INT, LIST, SimpleType.DYN)),
            CelFunctionDecl.newFunctionDeclaration(
                    "lastIndexOf", overload("list_lastIndexOf", SimpleType.INT, LIST, SimpleType.DYN)));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from("kubernetes_find", String.class, String.class, KubernetesFunctions::find),
            CelFunctionBinding.from(
                    "find_all", String.class, String.class, (text, pattern) -> findAll(text, pattern, Long.MAX_VALUE)),
            CelFunctionBinding.from(
                    "find_all_most",
                    List.of(String.class, String.class, Long.class),
                    arguments -> findAll((String) arguments[0], (String) arguments[1], (Long) arguments[2])),
            CelFunctionBinding.from("kubernetes_isSorted", Collection.class, KubernetesFunctions::isSorted),
            CelFunctionBinding.from("kubernetes_sum", Collection.class, KubernetesFunctions::sum),
            CelFunctionBinding.from("kubernetes_min", Collection.class, list -> extreme(list, -1)),
            CelFunctionBinding.from("kubernetes_max", Collection.class, list -> extreme(list, 1)),
            CelFunctionBinding.from("list_indexOf", Collection.class, Object.class, (list, item) ->
                    (long) values(list).indexOf(item)),
            CelFunctionBinding.from("list_lastIndexOf", Collection.class, Object.class, (list, item) ->
                    (long) values(list).lastIndexOf(item)));

    private static final Comparator<Object> ORDER = KubernetesFunctions::compare;

    private KubernetesFunctions() {}

    private static CelFunctionDecl member(String name, CelType result, CelType... arguments) {
        return CelFunctionDecl.newFunctionDeclaration(name, overload("kubernetes_" + name, result, arguments));
    }

    private static CelOverloadDecl overload(String id, CelType result, CelType... arguments) {
        return CelOverloadDecl.newMemberOverload(id, result, arguments);
    }

    private static String find(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    /// A negative limit is none.
    private static List<String> findAll(String text, String pattern, long most) {
        var found = new ArrayList<String>();
        var matcher = Pattern.compile(pattern).matcher(text);
        while ((most < 0 || found.size() < most) && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static List<Object> values(Collection<?> list) {
        return new ArrayList<>(list);
    }

    private static boolean isSorted(Collection<?> list) {
        List<Object> values = values(list);
        return IntStream.range(1, values.size())
                .allMatch(position -> ORDER.compare(values.get(position - 1), values.get(position)) <= 0);
    }

    private static Object sum(Collection<?> list) {
        boolean whole = list.stream().allMatch(Long.class::isInstance);
        return whole
                ? (Object) list.stream().mapToLong(value -> (Long) value).reduce(0, Math::addExact)
                : (Object) list.stream()
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .sum();
    }

    private static Object extreme(Collection<?> list, int sign) {
        return values(list).stream()
                .max((one, other) -> sign * ORDER.compare(one, other))
                .orElseThrow(() -> new IllegalArgumentException("an empty list has no least and no greatest"));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object one, Object other) {
        return one instanceof Number a && other instanceof Number b
                ? Double.compare(a.doubleValue(), b.doubleValue())
                : ((Comparable) one).compareTo(other);
    }
}
