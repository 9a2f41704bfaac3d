package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `docs/faults.md` promises is tested by the classes that it names.
final class FaultsPageTest {
    private static final Path ROOT = Path.of(System.getProperty("kspec.root"));
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]*(?:IT|Test))`");
    private static final int COLUMNS = 5;

    @Test
    void everyFaultHasATestThatExists() throws IOException {
        List<String[]> faults = faults();
        assertThat(faults).hasSizeGreaterThanOrEqualTo(13);
        Set<String> tests = ofAllModules();
        for (String[] fault : faults) {
            assertThat(fault).as(fault[0]).hasSize(COLUMNS).doesNotContain("");
            assertThat(named(fault[COLUMNS - 1])).as(fault[0]).isNotEmpty().isSubsetOf(tests);
        }
    }

    @Test
    void everyTestOfAFaultIsNamed() throws IOException {
        Set<String> here = testClasses(ROOT.resolve("acceptance/src/test/java/io/kspec/acceptance/fault"));
        here.removeAll(Set.of("FaultsPageTest", "IdleIT"));
        assertThat(named(Files.readString(ROOT.resolve("docs/faults.md")))).containsAll(here);
    }

    private static List<String[]> faults() throws IOException {
        return Files.readString(ROOT.resolve("docs/faults.md"))
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(2) // the head and the line below it
                .map(line -> line.substring(1, line.length() - 1).split("\\|"))
                .map(cells -> Stream.of(cells).map(String::strip).toArray(String[]::new))
                .toList();
    }

    private static Set<String> named(String text) {
        var names = new TreeSet<String>();
        TEST.matcher(text).results().map(MatchResult::group).forEach(quoted -> names.add(quoted.replace("`", "")));
        return names;
    }

    private static Set<String> ofAllModules() throws IOException {
        var names = new TreeSet<String>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                Path tests = module.resolve("src/test/java");
                names.addAll(Files.isDirectory(tests) ? testClasses(tests) : Set.of());
            }
        }
        return names;
    }

    private static Set<String> testClasses(Path folder) throws IOException {
        var names = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("IT.java") || name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .forEach(names::add);
        }
        return names;
    }
}
