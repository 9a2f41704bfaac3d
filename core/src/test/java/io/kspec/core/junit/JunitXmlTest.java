package io.kspec.core.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.junit.JunitXml.Case;
import io.kspec.core.junit.JunitXml.Outcome;
import io.kspec.core.junit.JunitXml.Suite;
import io.kspec.core.junit.JunitXml.Suites;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class JunitXmlTest {
    @Test
    void whatAPassedTestSaidIsKept() throws Exception {
        Document document = read(written(new Outcome.Passed("a hint")));
        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("a hint");
        assertThat(written(new Outcome.Passed(""))).doesNotContain("system-out");
    }

    @Property(tries = 200)
    void anyTextGivesADocumentThatCanBeRead(@ForAll @CharRange(from = 0, to = 0xFFFF) String text) throws Exception {
        Document document = read(written(new Outcome.Failed(text, text, text)));
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    private static String written(Outcome outcome) throws Exception {
        var out = new StringWriter();
        JunitXml.write(
                new Suites("all", List.of(new Suite("suite", Optional.empty(), List.of(new Case("c", "n", outcome))))),
                out);
        return out.toString();
    }

    private static Document read(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
