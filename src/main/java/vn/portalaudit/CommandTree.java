package vn.portalaudit;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands as a command line needs them. A command is read from its class by reflection, which
 * costs more than a short job itself; so a line that names one command gets that one alone.
 */
final class CommandTree {
  private static final Set<String> VERSION = Set.of("--version", "-V");

  private CommandTree() {}

  /** What can run a command line: the command that it names, or all of them. */
  static CommandLine of(String... args) {
    String first = args.length == 0 ? "" : args[0];
    if (VERSION.contains(first)) {
      return bare();
    }
    Command all = PortalAudit.class.getAnnotation(Command.class);
    Optional<Class<?>> named =
        Stream.<Class<?>>of(all.subcommands())
            .filter(command -> command.getAnnotation(Command.class).name().equals(first))
            .findFirst();
    return named.map(CommandTree::alone).orElseGet(CommandTree::whole);
  }

  /** Every command: for help and for what cannot be understood. */
  static CommandLine whole() {
    CommandLine line = new CommandLine(new PortalAudit());
    HelpWords.teach(line);
    return line;
  }

  private static CommandLine alone(Class<?> command) {
    CommandLine line = bare().addSubcommand(command);
    HelpWords.teach(line);
    return line;
  }

  private static CommandLine bare() {
    CommandSpec root = CommandSpec.wrapWithoutInspection(new PortalAudit());
    root.name("portal-audit")
        .mixinStandardHelpOptions(true)
        .versionProvider(new PortalAudit.Version());
    return new CommandLine(root);
  }
}
