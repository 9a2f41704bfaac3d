package io.kspec.cli.templates;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.cli.spec.Kinds;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.resolve.Library;
import io.kspec.core.spec.PolicyTemplateSpec;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        header = "Print a built-in template: its parameters and what it demands.",
        footer = {
            "  kspec templates show security-baseline",
            "  kspec templates take team-baseline --from catalogue/      one of a catalogue",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:It is printed.", "2:There is no such template."})
final class ShowTemplate implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "Name of the template.")
    private String name = "";

    ShowTemplate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<PolicyTemplateSpec> template = Library.builtIn().template(name);
        if (template.isEmpty()) {
            terminal.complain("there is no built-in template \"%s\". %s"
                    .formatted(
                            name, TemplateText.nearest(name, Library.builtIn().templates())));
            return ExitCode.USAGE.code();
        }
        var json = new ObjectMapper();
        ObjectNode whole = json.createObjectNode();
        whole.put("apiVersion", Kinds.API_VERSION).put("kind", Kinds.TEMPLATE);
        whole.putObject("metadata").put("name", name);
        whole.set("spec", json.valueToTree(template.get()));
        terminal.out().print(Serialization.asYaml(whole));
        return ExitCode.OK.code();
    }
}
