package io.kspec.acceptance.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Nobody reads a long file. One that has to be long says why in config/long-files.txt.
final class LongFilesTest {
    private static final int LONGEST = 300;
    private static final int LONGEST_TEST = 500;
    private static final int LONGEST_METHOD = 100;
    private static final int SHORTEST_REASON = 10;

    @Test
    void everyFileIsShortOrHasAReason() {
        Map<String, String> reasons = reasons();
        assertThat(sources())
                .hasSizeGreaterThan(100)
                .filteredOn(LongFilesTest::isLong)
                .extracting(Repository::name)
                .as(
                        "files of more than %d lines (tests: %d) without a line in config/long-files.txt",
                        LONGEST, LONGEST_TEST)
                .allMatch(reasons::containsKey);
    }

    @Test
    void everyReasonIsStillNeeded() {
        assertThat(reasons()).allSatisfy((name, reason) -> {
            assertThat(reason).as("why %s is long", name).hasSizeGreaterThan(SHORTEST_REASON);
            assertThat(Repository.file(name)).exists().matches(LongFilesTest::isLong, "is long");
        });
    }

    @Test
    void noMethodIsLongerThanAScreen() throws IOException {
        assertThat(longMethods()).isEmpty();
    }

    private static Map<String, String> reasons() {
        return Repository.text(Repository.file("config/long-files.txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(":", 2))
                .collect(toMap(parts -> parts[0].strip(), parts -> parts.length > 1 ? parts[1].strip() : ""));
    }

    private static List<Path> sources() {
        return Repository.files().stream()
                .filter(file -> file.toString().endsWith(".java") || isScript(file))
                .toList();
    }

    /// Scripts have no ending of their own when they are commands.
    private static boolean isScript(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".sh")
                || (name.indexOf('.') < 0 && Repository.text(file).startsWith("#!"));
    }

    private static boolean isLong(Path file) {
        boolean test = Repository.name(file).contains("/src/test/");
        return Repository.text(file).lines().count() > (test ? LONGEST_TEST : LONGEST);
    }

    /// As `File.java:12 method (130 lines)`; the compiler's own parser reads the files.
    private static List<String> longMethods() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var files = manager.getJavaFileObjectsFromPaths(Repository.files(".java"));
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, files);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            var found = new ArrayList<String>();
            for (CompilationUnitTree unit : task.parse()) {
                new LongMethods(unit, positions, found).scan(unit, null);
            }
            return found;
        }
    }

    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
            if (last - first >= LONGEST_METHOD) {
                String file =
                        Path.of(unit.getSourceFile().toUri()).getFileName().toString();
                found.add("%s:%d %s (%d lines)".formatted(file, first, method.getName(), last - first + 1));
            }
            return super.visitMethod(method, null);
        }
    }
}
