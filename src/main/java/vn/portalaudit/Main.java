package vn.portalaudit;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(0);
  }
}
