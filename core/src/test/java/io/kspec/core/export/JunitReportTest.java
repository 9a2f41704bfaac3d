package io.kspec.core.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class JunitReportTest {
    @Test
    void theSchemaTakesARichAndAnEmptyReport() throws Exception {
        Schemas.junit(Reports.written(Format.JUNIT, Reports.rich()));
        Schemas.junit(Reports.written(Format.JUNIT, Reports.empty()));
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() {
        assertThatThrownBy(() -> Schemas.junit("<testsuites><testcase/></testsuites>"))
                .isInstanceOf(SAXException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "containers-are-unprivileged, failure, 2",
        "containers-are-unprivileged, error,   1",
        "host-paths-are-unused,       skipped, 1",
        "a-person-reviews-access-rights,     skipped, 1",
        "secrets-are-encrypted-at-rest,       error,   1",
        "nodes-are-patched,           skipped, 1",
        "policies-exist,              failure, 0"
    })
    void everyStatusHasItsElement(String rule, String element, int count) throws Exception {
        assertThat(suite(rule).getElementsByTagName(element).getLength()).isEqualTo(count);
    }

    @Test
    void countsEqualTheChildren() throws Exception {
        for (Element suite : elements(document(Reports.rich()), "testsuite")) {
            assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
            assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
            assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
            assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
        }
        Element root = document(Reports.rich());
        assertThat(root.getAttribute("tests")).isEqualTo(count(root, "testcase"));
    }

    @Test
    void noRuleIsWithoutACase() throws Exception {
        assertThat(elements(document(Reports.rich()), "testsuite"))
                .hasSize(8)
                .allSatisfy(suite -> assertThat(suite.getAttribute("tests")).isNotEqualTo("0"));
    }

    @Test
    void casesOfASuiteHaveDifferentNames() throws Exception {
        for (Element suite : elements(document(Reports.rich()), "testsuite")) {
            Set<String> names = new HashSet<>();
            assertThat(elements(suite, "testcase")).allSatisfy(one -> assertThat(names.add(one.getAttribute("name")))
                    .isTrue());
        }
    }

    @Test
    void whatIsWrongAndWhatToDoStandInTheFailure() throws Exception {
        Element failure =
                elements(suite("containers-are-unprivileged"), "failure").getFirst();
        assertThat(failure.getAttribute("type")).isEqualTo("Critical");
        assertThat(failure.getAttribute("message")).contains("privileged", "must be absent");
        assertThat(failure.getTextContent()).contains("Where: deploy/my app.yaml:7:3", "Fix: Remove it", "]]>", "🐙");
    }

    private static Element suite(String rule) throws Exception {
        return elements(document(Reports.rich()), "testsuite").stream()
                .filter(suite -> suite.getAttribute("name").equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static String count(Element parent, String name) {
        return Integer.toString(parent.getElementsByTagName(name).getLength());
    }

    private static Element document(Report report) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Reports.written(Format.JUNIT, report))))
                .getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        var found = new ArrayList<Element>();
        for (int index = 0; index < nodes.getLength(); index++) {
            found.add((Element) nodes.item(index));
        }
        return found;
    }
}
