package vn.portalaudit;

import java.util.ListResourceBundle;
import picocli.CommandLine;

/** The words of {@code --help} that the library would say in English. */
final class HelpWords extends ListResourceBundle {
  /** Gives a command and all below it Vietnamese headings, and the version of the program. */
  static void teach(CommandLine command) {
    command.setResourceBundle(new HelpWords());
    name(command);
  }

  private static void name(CommandLine command) {
    command.getCommandSpec().usageMessage().synopsisSubcommandLabel("[LỆNH]");
    command.getCommandSpec().versionProvider(new PortalAudit.Version());
    command.getSubcommands().values().forEach(HelpWords::name);
  }

  @Override
  protected Object[][] getContents() {
    return new Object[][] {
      {"usage.synopsisHeading", "Cách dùng: "},
      {"usage.parameterListHeading", "%nTham số:%n"},
      {"usage.optionListHeading", "%nTùy chọn:%n"},
      {"usage.commandListHeading", "%nLệnh:%n"},
      {"mixinStandardHelpOptions.help", "Hiện hướng dẫn này rồi kết thúc."},
      {"mixinStandardHelpOptions.version", "Hiện phiên bản rồi kết thúc."},
    };
  }
}
