package vn.portalaudit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.alert.Channel;
import vn.portalaudit.alert.Delivery;
import vn.portalaudit.alert.Kind;
import vn.portalaudit.alert.Rule;
import vn.portalaudit.alert.Severity;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.Database;

/** {@code channel add|list|test|remove|rule|unrule}: ways to reach people, and who hears what. */
@Command(
    name = "channel",
    description = "Kênh cảnh báo (thư, webhook, Telegram) và quy tắc: ai nghe chuyện gì.",
    mixinStandardHelpOptions = true)
final class ChannelCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    Person.usage(spec);
  }

  @Command(name = "add", description = "Thêm kênh.", mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "TÊN", description = "Tên kênh.") String name,
      @Option(
              names = "--kind",
              required = true,
              paramLabel = "email|webhook|telegram",
              description = "Loại kênh.")
          String kind,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "NƠI NHẬN",
              description = "Địa chỉ thư (cách nhau dấu phẩy), URL của webhook, mã chat Telegram.")
          String to,
      @Option(
              names = "--secret-file",
              paramLabel = "TỆP",
              description = "Tệp chứa khóa ký webhook hoặc mã robot Telegram.")
          @Nullable Path secret,
      @Mixin StoredAt stored)
      throws IOException {
    Channel.Kind way = kind(kind);
    String key = secret == null ? null : Files.readString(secret).strip();
    if (way == Channel.Kind.TELEGRAM && (key == null || key.isEmpty())) {
      throw new IllegalArgumentException("Kênh Telegram cần --secret-file chứa mã robot");
    }
    return Person.with(
        stored,
        database -> {
          AlertStore store = new AlertStore(database);
          if (store.allChannels().stream().anyMatch(c -> c.name().equals(name))) {
            throw new IllegalArgumentException("Đã có kênh «" + name + "»");
          }
          int id = store.save(new Channel(0, name, way, to, key), true);
          out()
              .printf(
                  "Đã thêm kênh số %d. Gửi thử: channel test %d; quy tắc: channel rule %d%n",
                  id, id, id);
          return 0;
        });
  }

  private static Channel.Kind kind(String word) {
    try {
      return Channel.Kind.of(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--kind «" + word + "» không có; chọn email, webhook hoặc telegram", e);
    }
  }

  @Command(name = "list", description = "Các kênh và quy tắc.", mixinStandardHelpOptions = true)
  int list(@Mixin StoredAt stored) {
    return Person.with(
        stored,
        database -> {
          AlertStore store = new AlertStore(database);
          List<Channel> channels = store.allChannels();
          List<Rule> rules = store.rules();
          for (Channel channel : channels) {
            // a webhook's address may be a secret itself
            String target =
                channel.kind() == Channel.Kind.WEBHOOK
                    ? channel.target().replaceFirst("(https?://[^/]+).*", "$1/…")
                    : channel.target();
            out()
                .printf(
                    "%-4d %-9s %s → %s%n",
                    channel.id(), channel.kind().code(), channel.name(), target);
            rules.stream().filter(r -> r.channel() == channel.id()).forEach(this::show);
          }
          if (channels.isEmpty()) {
            out().println("Chưa có kênh nào; thêm bằng channel add.");
          }
          return 0;
        });
  }

  private void show(Rule rule) {
    String kinds =
        rule.kinds().isEmpty()
            ? "mọi loại sự cố"
            : String.join(", ", rule.kinds().stream().map(Kind::label).sorted().toList());
    Duration remind = rule.remindAfter();
    out()
        .printf(
            "       quy tắc %d: %s, từ mức %s%s%s%s%n",
            rule.id(),
            kinds,
            rule.least().label(),
            rule.tag() == null ? "" : ", nhãn " + rule.tag(),
            rule.quietFrom() == null ? "" : ", yên lặng " + rule.quietFrom() + "–" + rule.quietTo(),
            remind == null ? "" : ", nhắc lại sau " + remind.toMinutes() + " phút");
  }

  @Command(
      name = "rule",
      description = "Thêm quy tắc cho một kênh.",
      mixinStandardHelpOptions = true)
  int rule(
      @Parameters(paramLabel = "SỐ KÊNH", description = "Số của kênh.") int channel,
      @Option(
              names = "--kinds",
              split = ",",
              paramLabel = "LOẠI",
              description =
                  "down,degraded,flapping,certificate,score,section,audit,own-outage,disk,"
                      + "database,clock,grid,guessing; mặc định: mọi loại.")
          @Nullable List<String> kinds,
      @Option(
              names = "--least",
              paramLabel = "critical|major|minor|info",
              defaultValue = "minor",
              description = "Từ mức này trở lên (mặc định: minor).")
          String least,
      @Option(names = "--tag", paramLabel = "NHÃN", description = "Chỉ cổng có nhãn này.")
          @Nullable String tag,
      @Option(
              names = "--quiet",
              paramLabel = "22:00-06:00",
              description = "Giờ yên lặng: tin được gộp lại gửi khi hết giờ.")
          @Nullable String quiet,
      @Option(
              names = "--critical-waits",
              description = "Trong giờ yên lặng, cả tin nghiêm trọng cũng đợi.")
          boolean criticalWaits,
      @Option(
              names = "--remind",
              paramLabel = "PHÚT",
              description = "Nhắc lại khi chưa ai tiếp nhận sau chừng này phút.")
          @Nullable Integer remind,
      @Mixin StoredAt stored) {
    Rule rule =
        new Rule(
            0,
            channel,
            kinds(kinds),
            severity(least),
            tag,
            null,
            quiet == null ? null : hour(quiet, 0),
            quiet == null ? null : hour(quiet, 1),
            !criticalWaits,
            remind == null ? null : Duration.ofMinutes(remind));
    return Person.with(
        stored,
        database -> {
          AlertStore store = new AlertStore(database);
          channel(store, channel);
          out().printf("Đã thêm quy tắc số %d%n", store.add(rule));
          return 0;
        });
  }

  private static Set<Kind> kinds(@Nullable List<String> words) {
    Set<Kind> kinds = new LinkedHashSet<>();
    for (String word : words == null ? List.<String>of() : words) {
      try {
        kinds.add(Kind.of(word.strip()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--kinds: không có loại «" + word + "»", e);
      }
    }
    return kinds;
  }

  private static Severity severity(String word) {
    try {
      return Severity.of(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--least «" + word + "» không có; chọn critical, major, minor hoặc info", e);
    }
  }

  private static LocalTime hour(String quiet, int which) {
    try {
      String[] hours = quiet.split("-", -1);
      if (hours.length != 2) {
        throw new DateTimeException(quiet);
      }
      return LocalTime.parse(hours[which].strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--quiet «" + quiet + "» không dùng được; viết như 22:00-06:00", e);
    }
  }

  @Command(name = "unrule", description = "Bỏ một quy tắc.", mixinStandardHelpOptions = true)
  int unrule(
      @Parameters(paramLabel = "SỐ", description = "Số của quy tắc.") int id,
      @Mixin StoredAt stored) {
    return Person.with(
        stored,
        database -> {
          new AlertStore(database).removeRule(id);
          out().println("Đã bỏ quy tắc số " + id);
          return 0;
        });
  }

  @Command(
      name = "off",
      description = "Tắt một kênh; tin chờ gửi được giữ lại.",
      mixinStandardHelpOptions = true)
  int off(
      @Parameters(paramLabel = "SỐ", description = "Số của kênh.") int id, @Mixin StoredAt stored) {
    return turn(stored, id, false, "Đã tắt kênh số ");
  }

  @Command(name = "on", description = "Bật lại một kênh.", mixinStandardHelpOptions = true)
  int on(
      @Parameters(paramLabel = "SỐ", description = "Số của kênh.") int id, @Mixin StoredAt stored) {
    return turn(stored, id, true, "Đã bật kênh số ");
  }

  private int turn(StoredAt stored, int id, boolean on, String done) {
    return Person.with(
        stored,
        database -> {
          AlertStore store = new AlertStore(database);
          store.save(channel(store, id), on);
          out().println(done + id);
          return 0;
        });
  }

  @Command(name = "test", description = "Gửi thử một tin.", mixinStandardHelpOptions = true)
  int test(
      @Parameters(paramLabel = "SỐ", description = "Số của kênh.") int id, @Mixin StoredAt stored) {
    return Person.with(stored, database -> sendTrial(database, stored.settings(), id));
  }

  private int sendTrial(Database database, Settings settings, int id) {
    Channel channel = channel(new AlertStore(database), id);
    try (Messaging messaging = new Messaging(Home.folder(), settings)) {
      Delivery delivery =
          messaging.carriers().deliver(messaging.herald().trial(channel, Asked.CLOCK.instant()));
      return switch (delivery) {
        case Delivery.Sent sent -> {
          out().println("Đã gửi: " + sent.says());
          yield 0;
        }
        case Delivery.Failed failed -> {
          out().println("Không gửi được: " + failed.says());
          yield 1;
        }
      };
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Channel channel(AlertStore store, int id) {
    return store
        .channel(id)
        .orElseThrow(() -> new IllegalArgumentException("Không có kênh số " + id));
  }

  private PrintWriter out() {
    return Person.out(spec);
  }
}
