package io.kspec.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.report.ChangedBy;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void whatTheServerKeepsOnItsOwnIsNoDrift() throws Exception {
        ObjectNode previewed = object("{'metadata':{'name':'a','resourceVersion':'1','generation':1},'spec':{'x':1}}");
        ObjectNode live = object("{'metadata':{'name':'a','resourceVersion':'9','generation':4,'uid':'u',"
                + "'managedFields':[{}]},'spec':{'x':1},'status':{'observedGeneration':4}}");
        assertThat(Comparison.between(previewed, live)).isEmpty();
    }

    @Test
    void aFieldThatSomebodyAddedIsDrift() throws Exception {
        ObjectNode previewed = object("{'spec':{'x':1}}");
        ObjectNode live = object("{'spec':{'x':1,'matchConditions':[{'expression':'false'}]}}");
        var difference = Comparison.between(previewed, live).orElseThrow();
        assertThat(difference.paths()).singleElement().satisfies(path -> assertThat(path.dotted())
                .isEqualTo("spec.matchConditions"));
        assertThat(difference.expected()).isEqualTo(object("{'spec':{}}"));
        assertThat(difference.actual()).isEqualTo(object("{'spec':{'matchConditions':[{'expression':'false'}]}}"));
    }

    @Test
    void theLatestForeignWriterIsTheAuthor() throws Exception {
        ObjectNode live = object("{'metadata':{'managedFields':["
                + "{'manager':'kspec-policies','operation':'Update','time':'2026-01-01T00:00:03Z'},"
                + "{'manager':'kube-controller-manager','operation':'Update','time':'2026-01-01T00:00:04Z','subresource':'status'},"
                + "{'manager':'helm','operation':'Apply','time':'2026-01-01T00:00:01Z'},"
                + "{'manager':'kubectl-edit','operation':'Update','time':'2026-01-01T00:00:02Z'}]}}");
        assertThat(Comparison.author(live, "kspec-policies"))
                .isEqualTo(new ChangedBy("kubectl-edit", "Update", "2026-01-01T00:00:02Z", null));
    }

    @Test
    void whoWroteTheFieldThatDiffersIsTheAuthorBeforeALaterWriterOfOthers() throws Exception {
        ObjectNode live = object("{'metadata':{'labels':{'a':'x'},'managedFields':["
                + "{'manager':'mallory','operation':'Update','time':'2026-01-01T00:00:01Z',"
                + "'fieldsV1':{'f:metadata':{'f:labels':{'f:a':{}}}}},"
                + "{'manager':'helm','operation':'Apply','time':'2026-01-01T00:00:02Z',"
                + "'fieldsV1':{'f:metadata':{'f:annotations':{'f:b':{}}}}}]}}");
        var changed = Comparison.between(object("{'metadata':{'labels':{'a':'y'}}}"), live)
                .orElseThrow();
        assertThat(Comparison.author(live, "kspec-policies", changed).manager()).isEqualTo("mallory");
        var removed = Comparison.between(object("{'metadata':{'labels':{'a':'x'}},'spec':1}"), live)
                .orElseThrow();
        assertThat(Comparison.author(live, "kspec-policies", removed).manager()).isEqualTo("helm");
    }

    @Test
    void ignoredFieldsStayAsTheyAre() throws Exception {
        ObjectNode wanted = object("{'metadata':{'labels':{'a':'1'}},'hooks':[{'name':'x','timeout':1}],'rest':1}");
        ObjectNode live = object("{'metadata':{'labels':{'a':'2'},'annotations':{'t/eam':'z'}},"
                + "'hooks':[{'name':'x','timeout':9}],'rest':2}");
        assertThat(Comparison.keeping(
                        wanted,
                        live,
                        List.of("/metadata/labels", "/metadata/annotations/t~1eam", "/hooks/0/timeout", "/gone")))
                .isEqualTo(object("{'metadata':{'labels':{'a':'2'},'annotations':{'t/eam':'z'}},"
                        + "'hooks':[{'name':'x','timeout':9}],'rest':1}"));
        assertThat(Comparison.keeping(wanted, object("{}"), List.of("/metadata/labels/a", "/rest")))
                .isEqualTo(object("{'metadata':{'labels':{}},'hooks':[{'name':'x','timeout':1}]}"));
    }

    @Test
    void anIgnoredFieldHasNoPlaceWhereSomethingElseIsInTheWay() throws Exception {
        ObjectNode wanted = object("{'a':{'b':1},'list':[1]}");
        ObjectNode live = object("{'a':{'b':{'c':{'d':2}}},'list':[1,2]}");
        assertThat(Comparison.keeping(wanted, live, List.of("/a/b/c/d", "/list/1")))
                .isEqualTo(wanted);
    }

    @Test
    void withoutAForeignWriterTheReportSaysThatNothingIsRecorded() throws Exception {
        ObjectNode live = object("{'metadata':{'managedFields':[{'manager':'kspec-policies','operation':'Update'}]}}");
        ChangedBy author = Comparison.author(live, "kspec-policies");
        assertThat(author.manager()).isNull();
        assertThat(author.note()).contains("not recorded");
    }

    private ObjectNode object(String text) throws Exception {
        return mapper.readValue(text.replace('\'', '"'), ObjectNode.class);
    }
}
