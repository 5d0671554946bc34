package vn.portalaudit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code index list}, {@code show}, {@code check}, {@code compute}, {@code explain} and what
 * compares.
 */
@Command(
    name = "index",
    description = "Bộ chỉ số chuyển đổi số: xem, tính, xếp hạng, giải thích từng con số.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IndexComputeCommand.class,
      IndexExplainCommand.class,
      IndexReconcileCommand.class,
      IndexCompareCommand.class,
      IndexDryRunCommand.class,
      IndexRollUpCommand.class,
      IndexYearsCommand.class
    })
final class IndexCommand extends IndexRowsCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
