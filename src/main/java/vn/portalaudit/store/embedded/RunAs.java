package vn.portalaudit.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs. It refuses root, so a program run by root hands it to another user; how,
 * is found by trying: containers lack programs, users or rights, and a folder may lie below one
 * that others cannot enter.
 *
 * @param prefix what is put before a command
 * @param uid who owns the database's files
 * @param gid their group
 */
record RunAs(List<String> prefix, int uid, int gid) {
  private static final Duration TRIAL = Duration.ofSeconds(20);

  /** A row of the system's table of users. */
  private record User(String name, int uid, int gid) {}

  /**
   * The first way that works.
   *
   * @param data the folder of the cluster, which may not be there yet; its owner comes first
   * @param program a program of PostgreSQL, run to see whether it can be reached
   */
  static RunAs choose(Path data, Path program) throws IOException {
    int self = id(Path.of("/proc/self"), "uid");
    if (self != 0) {
      return new RunAs(List.of(), self, id(Path.of("/proc/self"), "gid"));
    }
    List<String> failures = new ArrayList<>();
    for (RunAs way : ways(Files.exists(data) ? id(data, "uid") : -1)) {
      Commands.Answer answer = Commands.run(way.command(program, "--version"), TRIAL);
      if (answer.good() && answer.says().contains("PostgreSQL")) {
        return way;
      }
      failures.add(way.prefix().getFirst() + ": " + answer.says());
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL không chạy dưới quyền root và không tìm được người dùng khác để chạy; hãy chạy"
            + " chương trình bằng một người dùng thường, hoặc khai database.url ("
            + String.join("; ", failures)
            + ")");
  }

  private static List<RunAs> ways(int owner) throws IOException {
    List<User> users = users(owner);
    List<RunAs> ways = new ArrayList<>();
    Stream<RunAs> unshared =
        users.stream()
            .skip(Math.max(0, users.size() - 1))
            .map(user ->
                new RunAs(
                    List.of(
                        "unshare", "-U", "--map-user=" + user.uid, "--map-group=" + user.gid, "--"),
                    0,
                    0));
    if (owner == 0) {
      ways.addAll(unshared.toList());
      users.forEach(user -> ways.addAll(asUser(user)));
    } else {
      users.forEach(user -> ways.addAll(asUser(user)));
      ways.addAll(unshared.toList());
    }
    // Last: the right to enter folders above that others may not, and none besides.
    users.forEach(user -> ways.add(setpriv(user, "+dac_read_search")));
    return ways;
  }

  private static List<RunAs> asUser(User user) {
    List<String> runuser = List.of("runuser", "-u", user.name, "--");
    List<String> su = List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", user.name);
    return List.of(
        setpriv(user, ""),
        new RunAs(runuser, user.uid, user.gid),
        new RunAs(su, user.uid, user.gid));
  }

  private static RunAs setpriv(User user, String rights) {
    List<String> prefix =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + user.uid, "--regid=" + user.gid, "--clear-groups"));
    if (!rights.isEmpty()) {
      prefix.addAll(List.of("--inh-caps=" + rights, "--ambient-caps=" + rights));
    }
    prefix.add("--");
    return new RunAs(List.copyOf(prefix), user.uid, user.gid);
  }

  /** The owner of the files, then those whom systems have for this; the last is the least. */
  private static List<User> users(int owner) throws IOException {
    List<User> all =
        Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1).stream()
            .map(RunAs::user)
            .flatMap(Optional::stream)
            .filter(user -> user.uid != 0)
            .toList();
    return Stream.concat(
            all.stream().filter(user -> user.uid == owner),
            Stream.of("postgres", "nobody")
                .flatMap(name -> all.stream().filter(user -> user.name.equals(name))))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static Optional<User> user(String row) {
    String[] cells = row.split(":", -1);
    try {
      return cells.length < 4
          ? Optional.empty()
          : Optional.of(new User(cells[0], Integer.parseInt(cells[2]), Integer.parseInt(cells[3])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static int id(Path path, String attribute) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:" + attribute);
  }

  /** The command with its arguments, run this way. */
  List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Hands a file or a folder with all in it over; nothing is done where it is owned already. */
  void own(Path top) throws IOException {
    if (id(top, "uid") == uid && id(top, "gid") == gid) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(top)) {
      all = files.toList();
    }
    // The top comes last: until then, the next start sees that the work is not done.
    for (Path path : all.reversed()) {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
