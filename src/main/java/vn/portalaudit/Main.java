package vn.portalaudit;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import vn.portalaudit.config.ConfigException;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and exits with its status: 0 it ran to its end, 2 bad usage or configuration,
   * 3 nothing of the portal could be observed, 1 anything else.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs one command in this process, which goes on afterwards.
   *
   * @param args the command and its options
   * @return the status that {@link #main} exits with
   */
  public static int run(String... args) {
    CommandLine line = CommandTree.of(args);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    line.setOut(out).setErr(err).setParameterExceptionHandler(new UsageMistake());
    line.setExecutionExceptionHandler((exception, command, parsed) -> {
      switch (exception) {
        case ConfigException config -> config.problems().forEach(err::println);
        case IllegalArgumentException usage -> err.println(usage.getMessage());
        default -> {
          err.println(
              "Không làm được: "
                  + (exception.getMessage() == null
                      ? exception.toString()
                      : exception.getMessage()));
          if (System.getenv("PORTAL_AUDIT_TRACE") != null) {
            exception.printStackTrace(err);
          }
          return 1;
        }
      }
      return UsageMistake.STATUS;
    });
    return line.execute(args);
  }
}
