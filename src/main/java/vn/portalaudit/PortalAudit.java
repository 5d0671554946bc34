package vn.portalaudit;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program: names its commands. */
@Command(
    name = "portal-audit",
    description = "Giám sát Cổng: kiểm tra cổng, trang thông tin điện tử của cơ quan nhà nước.",
    mixinStandardHelpOptions = true,
    versionProvider = PortalAudit.Version.class,
    subcommands = {
      AuditCommand.class,
      JudgeCommand.class,
      ReportCommand.class,
      ChecklistCommand.class,
      ProbeCommand.class,
      DemoCommand.class,
      ServeCommand.class,
      RegistryCommand.class,
      WorkCommand.class,
      IncidentCommand.class,
      MaintenanceCommand.class,
      ChannelCommand.class,
      IndexCommand.class,
      BackupCommand.class,
      RestoreCommand.class
    })
final class PortalAudit implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /** The version as built. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"portal-audit " + (version == null ? "(bản đang phát triển)" : version)};
    }
  }
}
