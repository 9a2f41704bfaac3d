package io.kspec.cli.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImpactFilesTest {
    private static final String OBJECTS = Folder.GOOD + "---\n" + Folder.BAD;

    @TempDir
    private Path home;

    @Test
    void whatASpecificationWouldRefuseIsListedByOwnerThoughItOnlyMonitors() {
        Kspec.Ended ended = impact();
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("nothing in force").contains("--current FILE");
        assertThat(ended.out())
                .contains("NAMESPACE", "OWNER", "PODS", "RULE", "SEVERITY", "BECAUSE")
                .containsPattern("shop +Deployment/bad +0 +images-avoid-the-latest-tag +Medium +container \"app\": ")
                .doesNotContain("Deployment/good")
                .contains("1 newly refused, 0 no longer refused, unchanged: 0 refused and 1 admitted");
    }

    @Test
    void aPipelineCanFailOnIt() {
        assertThat(impact("--fail-on-impact").code()).isOne();
        assertThat(impact("--fail-on-impact", "--current", write("now.yaml", enforced()))
                        .code())
                .isZero();
    }

    @Test
    void whatIsInForceAlreadyIsNoNewsAndWhatALaxerOneAdmitsIsNoLongerRefused() {
        Kspec.Ended same = impact("--current", write("now.yaml", enforced()));
        assertThat(same.out()).contains("0 newly refused", "unchanged: 1 refused and 1 admitted", "in force: small");
        String strict = enforced().replace("disallowLatestTag", "requireDigests");
        Kspec.Ended laxer = impact("--current", write("now.yaml", strict));
        assertThat(laxer.out()).contains("No longer refused").contains("images-are-named-by-digest");
    }

    @Test
    void programsReadTheSame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(impact("-o", "json").out());
        JsonNode refused = json.path("newlyRefused").path(0);
        assertThat(refused.path("name").asText()).isEqualTo("bad");
        assertThat(refused.path("refusals").path(0).path("fix").asText()).isNotEmpty();
        assertThat(json.path("unchanged").path("admitted").asInt()).isOne();
    }

    @Test
    void aFileThatCannotBeReadMayHideMore() {
        Kspec.Ended ended = Kspec.at(home)
                .run(
                        "impact",
                        "--spec",
                        write("new.yaml", Folder.SPECIFICATION),
                        "-f",
                        write("broken.yaml", Folder.BROKEN));
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("broken.yaml");
    }

    private static String enforced() {
        return Folder.SPECIFICATION + "  enforcement: {mode: enforce}\n";
    }

    private Kspec.Ended impact(String... more) {
        var arguments = new ArrayList<>(List.of(
                "impact", "--spec", write("new.yaml", Folder.SPECIFICATION), "-f", write("objects.yaml", OBJECTS)));
        arguments.addAll(List.of(more));
        return Kspec.at(home).run(arguments.toArray(String[]::new));
    }

    private String write(String name, String text) {
        return new Folder(home).write(name, text);
    }
}
