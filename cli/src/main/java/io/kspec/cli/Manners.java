package io.kspec.cli;

import io.kspec.cli.terminal.CommonOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.spelling.Nearest;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
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

    private Manners() {}

    static void teach(CommandLine kspec, Terminal terminal) {
        kspec.setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setHelpSectionKeys(EXAMPLES_FIRST)
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

    private static int misused(ParameterException wrong, Terminal terminal) {
        terminal.complain(sentence(wrong));
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            nearest(unmatched, terminal);
        }
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("See: %s --help".formatted(name));
        return ExitCode.USAGE.code();
    }

    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !word(unmatched).isEmpty()) {
            String what = word(unmatched).startsWith("-") ? "option" : "command or argument";
            return "unknown %s: %s".formatted(what, word(unmatched));
        }
        String message = wrong.getMessage() == null ? "wrong usage" : wrong.getMessage();
        return message.lines().findFirst().orElse("wrong usage").replaceFirst("^Error: ", "");
    }

    private static String word(UnmatchedArgumentException unmatched) {
        return unmatched.getUnmatched().isEmpty()
                ? ""
                : unmatched.getUnmatched().getFirst();
    }

    /// The command or option that was probably meant.
    private static void nearest(UnmatchedArgumentException unmatched, Terminal terminal) {
        String word = word(unmatched);
        CommandLine command = unmatched.getCommandLine();
        Collection<String> known = word.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        Nearest.to(word, known)
                .or(() -> unmatched.getSuggestions().stream().findFirst())
                .ifPresent(meant -> terminal.err().println("Did you mean: %s?".formatted(meant)));
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
