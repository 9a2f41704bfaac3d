package io.kspec.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenReportsTest {
    @Test
    void whatFitsIsTheSameAsWhatIsPrinted() {
        List<ObjectNode> objects = OpenReports.bounded(Reports.rich(), 100);
        assertThat(objects)
                .extracting(object -> object.path("kind").asText())
                .containsExactly("ClusterReport", "Report");
        assertThat(objects).noneMatch(object -> object.path("metadata").has("annotations"));
    }

    @Test
    void beyondTheLimitTheWorstAreKeptAndTheRestIsCounted() {
        List<ObjectNode> whole = OpenReports.bounded(Reports.rich(), 100);
        List<ObjectNode> cut = OpenReports.bounded(Reports.rich(), 1);
        for (int index = 0; index < whole.size(); index++) {
            int all = whole.get(index).path("results").size();
            ObjectNode object = cut.get(index);
            assertThat(object.path("results")).hasSize(1);
            assertThat(object.at("/results/0/result").asText()).isEqualTo("fail");
            assertThat(object.path("summary")).isEqualTo(whole.get(index).path("summary"));
            assertThat(object.path("metadata")
                            .path("annotations")
                            .path(OpenReports.LEFT_OUT)
                            .asText(""))
                    .isEqualTo(all > 1 ? Integer.toString(all - 1) : "");
        }
        assertThat(whole).anyMatch(object -> object.path("results").size() > 1);
    }
}
