package io.kspec.cli;

import io.kspec.cli.terminal.CommonOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.spelling.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// How every command behaves at its edges: help with examples first, complaints in one line, no stack trace unless it
/// is asked for.
final class Manners {
    private static final int WIDTH = 100;
    private static final List<String> EXAMPLES_FIRST = List.of(
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);

    private static final String EMPTY = "an empty word stands %s: is a variable unset?";

    private Manners() {}

    static void teach(CommandLine kspec, Terminal terminal) {
        kspec.setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setHelpSectionKeys(EXAMPLES_FIRST)
                .setExecutionStrategy(Manners::run)
                .setParameterExceptionHandler((wrong, _) -> misused(wrong, terminal))
                .setExecutionExceptionHandler((fault, command, _) -> fault(fault, command, terminal));
        everyCommand(kspec);
    }

    private static void everyCommand(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.addMixin("common", new CommonOptions());
        }
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.footerHeading("Examples:%n");
        usage.synopsisHeading("Usage: ");
        usage.parameterListHeading("%nParameters:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.showDefaultValues(true);
        usage.sortOptions(false);
        command.getSubcommands().values().forEach(Manners::everyCommand);
    }

    /// An empty word is an unset variable of a script: it names nothing, or in an address everything.
    private static int run(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            for (PositionalParamSpec parameter : command.getParseResult().matchedPositionals()) {
                if (parameter.originalStringValues().stream().anyMatch(String::isBlank)) {
                    throw new ParameterException(
                            command, EMPTY.formatted("for " + parameter.paramLabel()), parameter, "");
                }
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int misused(ParameterException wrong, Terminal terminal) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            terminal.complain(unknown(word));
            nearest(word, unmatched).ifPresent(meant -> terminal.err().println("Did you mean: %s?".formatted(meant)));
        } else {
            terminal.complain(firstLine(wrong));
        }
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("See: %s --help".formatted(name));
        return ExitCode.USAGE.code();
    }

    private static String unknown(String word) {
        if (word.isBlank()) {
            return EMPTY.formatted("where none is expected");
        }
        return "unknown %s: %s".formatted(word.startsWith("-") ? "option" : "command or argument", word);
    }

    private static String firstLine(ParameterException wrong) {
        String message = wrong.getMessage() == null ? "wrong usage" : wrong.getMessage();
        return message.lines().findFirst().orElse("wrong usage").replaceFirst("^Error: ", "");
    }

    /// The command or option that was probably meant.
    private static Optional<String> nearest(String word, UnmatchedArgumentException unmatched) {
        CommandLine command = unmatched.getCommandLine();
        Collection<String> known = word.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        return Nearest.to(word, known)
                .or(() -> unmatched.getSuggestions().stream().findFirst());
    }

    private static int fault(Exception fault, CommandLine command, Terminal terminal) {
        terminal.complain(
                "this is a fault of kspec: %s. Run it again with -v, and report what it prints.".formatted(fault));
        if (verbose(command) || terminal.variable("KSPEC_DEBUG").equals("1")) {
            fault.printStackTrace(terminal.err());
        }
        return ExitCode.NOT_EVALUATED.code();
    }

    private static boolean verbose(CommandLine command) {
        return command.getMixins().values().stream()
                .anyMatch(mixin -> mixin instanceof CommonOptions options && options.verbose());
    }
}
