package io.kspec.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The formats through the command; what stands in them is tested where they are made, in core.
final class ScanFormatsTest {
    private static final Path ROOT = Path.of(System.getProperty("kspec.root"));
    private static final Path SCHEMAS = ROOT.resolve("core/src/test/resources/schemas");

    @TempDir
    private Path directory;

    private Folder folder;

    @BeforeEach
    void writeManifests() {
        folder = new Folder(directory.resolve("manifests"));
        folder.write("good.yaml", Folder.GOOD);
        folder.write("bad.yaml", Folder.BAD);
    }

    private enum Situation {
        FINDINGS,
        GAPS,
        NOTHING
    }

    @ParameterizedTest
    @ValueSource(strings = {"sarif", "sarif-full"})
    void sarifIsWhatItsSchemaDescribes(String format) throws Exception {
        for (Situation situation : Situation.values()) {
            assertThat(errors("sarif-2.1.0-rtm.5.json", VersionFlag.V4, scan(situation, format)))
                    .as(situation.name())
                    .isEmpty();
        }
    }

    @Test
    void oscalIsWhatItsSchemaDescribes() throws Exception {
        for (Situation situation : Situation.values()) {
            assertThat(errors("oscal-1.1.2-assessment-results.json", VersionFlag.V7, scan(situation, "oscal")))
                    .as(situation.name())
                    .isEmpty();
        }
    }

    @Test
    void junitIsWhatItsSchemaDescribes() throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(SCHEMAS.resolve("junit-10.xsd").toFile());
        for (Situation situation : Situation.values()) {
            schema.newValidator().validate(new StreamSource(new StringReader(scan(situation, "junit"))));
        }
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void everyFormatEndsWithTheSameCode(OutputFormat format) {
        folder.write("broken.yaml", Folder.BROKEN);
        Kspec.Ended ended = kspec("-o", format.toString());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("broken.yaml:", "The evaluation is incomplete");
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void everyFormatNamesWhatIsWrong(OutputFormat format) {
        assertThat(kspec("-o", format.toString()).out()).contains("bad", "containers-are-unprivileged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "production-cluster.yaml",
                "compliance-cluster.yaml",
                "development-cluster.yaml",
                "multi-tenant-cluster.yaml"
            })
    void everyExampleSpecificationCanBeReportedOn(String example) throws Exception {
        String specification = ROOT.resolve("examples").resolve(example).toString();
        String sarif = kspec("--spec", specification, "-o", "sarif-full").out();
        assertThat(errors("sarif-2.1.0-rtm.5.json", VersionFlag.V4, sarif)).isEmpty();
        String oscal = kspec("--spec", specification, "-o", "oscal").out();
        assertThat(errors("oscal-1.1.2-assessment-results.json", VersionFlag.V7, oscal))
                .isEmpty();
    }

    @Test
    void aFindingOfAFileHasItsLineInSarif() throws Exception {
        JsonNode results =
                new ObjectMapper().readTree(kspec("-o", "sarif").out()).at("/runs/0/results");
        assertThat(results)
                .filteredOn(result -> result.path("ruleId").asText().equals("containers-are-unprivileged"))
                .first()
                .satisfies(result -> {
                    JsonNode physical = result.at("/locations/0/physicalLocation");
                    assertThat(physical.at("/artifactLocation/uri").asText())
                            .startsWith("file:///")
                            .endsWith("/bad.yaml");
                    assertThat(physical.at("/region/startLine").asInt()).isEqualTo(13);
                });
    }

    @Test
    void thePageIsWholeAndNamesTheVersion() {
        assertThat(kspec("-o", "html").out().strip())
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>")
                .contains("2 workloads in 2 files", "production-cluster");
    }

    @Test
    void whatChangedSinceAnEarlierReportIsSaid() {
        String earlier =
                new Folder(directory).write("earlier.json", kspec("-o", "json").out());
        folder.write("bad.yaml", Folder.GOOD.replace("good", "better"));
        assertThat(kspec("--since", earlier).out())
                .containsPattern("Since .*earlier.json: [0-9]+ new, [0-9]+ fixed, [0-9]+ unchanged");
        assertThat(kspec("--since", earlier, "-o", "html").out()).contains("What changed since");
        assertThat(kspec("--since", earlier, "-o", "sarif").err()).contains("--since says nothing in this format");
        assertThat(kspec("--since", earlier, "-o", "json").err()).contains("--since says nothing in this format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{}"})
    void anEarlierReportThatIsNoneIsWrongUsage(String text) {
        String earlier = new Folder(directory).write("earlier.json", text);
        Kspec.Ended ended = kspec("--since", earlier);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--since", "earlier.json", "kspec scan -o json");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void anEarlierReportThatIsNotThereIsWrongUsage() {
        Kspec.Ended ended = kspec("--since", directory.resolve("nowhere.json").toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("nowhere.json", "cannot be read");
    }

    private String scan(Situation situation, String format) {
        return switch (situation) {
            case FINDINGS -> kspec("-o", format).out();
            case GAPS -> {
                folder.write("broken.yaml", Folder.BROKEN);
                yield kspec("-o", format).out();
            }
            case NOTHING -> {
                var empty = new Folder(directory.resolve("empty"));
                empty.write("empty.yaml", "");
                yield run(empty, "-o", format).out();
            }
        };
    }

    private Kspec.Ended kspec(String... more) {
        return run(folder, more);
    }

    private Kspec.Ended run(Folder judged, String... more) {
        return Kspec.at(directory)
                .run(Stream.concat(Stream.of("scan", "-f", judged.root().toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static Iterable<?> errors(String schema, VersionFlag version, String json) throws Exception {
        return JsonSchemaFactory.getInstance(version)
                .getSchema(Files.readString(SCHEMAS.resolve(schema)))
                .validate(json, InputFormat.JSON);
    }
}
