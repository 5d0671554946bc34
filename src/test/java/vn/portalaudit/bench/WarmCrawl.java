package vn.portalaudit.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vn.portalaudit.Main;

/**
 * Audits one portal again and again in one process. Reads the folder for each audit from standard
 * input, a line each, and answers on standard output with the CPU seconds of the whole process
 * (compiler and collector included) since the last answer, the seconds by the clock, and the exit
 * status.
 */
public final class WarmCrawl {
  private WarmCrawl() {}

  /**
   * Runs until its input ends.
   *
   * @param args address of the portal, most pages, file for what audits print
   * @throws IOException when the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(new PrintStream(args[2], StandardCharsets.UTF_8));
    BufferedReader folders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    long counted = 0;
    for (String folder = folders.readLine(); folder != null; folder = folders.readLine()) {
      long began = System.nanoTime();
      int status =
          Main.run(
              "audit",
              args[0],
              "--allow-private",
              "--rate",
              "off",
              "--browser",
              "never",
              "--max-pages",
              args[1],
              "--out",
              folder);
      long cpu = process.getProcessCpuTime();
      answers.printf(
          Locale.ROOT,
          "%.2f %.1f %d%n",
          (cpu - counted) / 1e9,
          (System.nanoTime() - began) / 1e9,
          status);
      counted = cpu;
    }
  }
}
