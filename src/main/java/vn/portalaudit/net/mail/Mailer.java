package vn.portalaudit.net.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends plain text by SMTP (RFC 5321) to the server of the configuration, which may be in a private
 * network. Every step is bounded in time, and the whole. Words cannot become fields of the head.
 * Safe for threads.
 */
public final class Mailer implements AutoCloseable {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(3);
  private static final int PERMANENT = 500;
  private static final int LONGEST_SUBJECT = 250;

  private final Settings settings;
  private final InstantSource clock;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mail-", 0).factory());

  /** A client of a server. */
  public Mailer(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** How the way to the server is protected. */
  public enum Security {
    NONE,
    /** Begins in the clear; without TLS nothing is sent. */
    STARTTLS,
    SSL
  }

  /**
   * The server.
   *
   * @param host its name
   * @param port 25, 465 or 587 mostly
   * @param user the name to log in by; null without
   * @param password null without
   * @param from the sender's address
   * @param sender the sender's name
   * @param step most time for a step
   * @param whole most time for a message
   */
  public record Settings(
      String host,
      int port,
      Security security,
      @Nullable String user,
      @Nullable String password,
      String from,
      String sender,
      Duration step,
      Duration whole) {
    /** Without what must stay secret. */
    @Override
    public String toString() {
      return "Settings[" + host + ":" + port + ", " + security + "]";
    }
  }

  /**
   * A message.
   *
   * @param id the same when it is sent again, so that a reader's program may tell
   * @param to addresses, at least one
   */
  public record Letter(String id, List<String> to, String subject, String text) {
    public Letter {
      to = List.copyOf(to);
    }
  }

  /**
   * How it went.
   *
   * @param lasting whether trying again is of little use
   * @param says a Vietnamese clause without secrets
   */
  public record Result(boolean sent, boolean lasting, String says) {}

  /** Sends a message; what fails is told, not thrown. */
  public Result send(Letter letter) {
    Future<Result> under = threads.submit(() -> attempt(letter));
    try {
      return under.get(settings.whole.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Result(false, false, "máy chủ thư không xong trong thời gian chờ");
    } catch (ExecutionException e) {
      return new Result(false, false, "lỗi của hệ thống giám sát khi gửi thư");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(false, false, "việc gửi thư bị dừng giữa chừng");
    } finally {
      under.cancel(true);
    }
  }

  private Result attempt(Letter letter) {
    try {
      Transport.send(message(letter));
      return new Result(true, false, "máy chủ thư " + settings.host + " đã nhận");
    } catch (AddressException e) {
      return new Result(false, true, "địa chỉ thư không đúng dạng");
    } catch (MessagingException | UnsupportedEncodingException e) {
      return failed(e);
    }
  }

  private MimeMessage message(Letter letter)
      throws MessagingException, UnsupportedEncodingException {
    MimeMessage message = new Named(session(), letter.id());
    message.setFrom(new InternetAddress(address(settings.from), line(settings.sender), "UTF-8"));
    if (letter.to().isEmpty()) {
      throw new AddressException("no address");
    }
    for (String to : letter.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(address(to), true));
    }
    message.setSubject(line(letter.subject()), "UTF-8");
    message.setText(Normalizer.normalize(letter.text(), Normalizer.Form.NFC), "UTF-8");
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setSentDate(Date.from(clock.instant()));
    message.saveChanges();
    return message;
  }

  /** Keeps the number of the message in its head. */
  private static final class Named extends MimeMessage {
    private final String id;

    Named(Session session, String id) {
      super(session);
      this.id = id.replaceAll("[^A-Za-z0-9.-]", "-");
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + "@portal-audit.invalid>");
    }
  }

  private static String address(String given) throws AddressException {
    if (given.chars().anyMatch(c -> c <= ' ' || c == ',' || c == 0x7f)) {
      throw new AddressException("not one address");
    }
    InternetAddress read = new InternetAddress(given, true);
    if (read.getAddress().indexOf('@') < 0) {
      throw new AddressException("no domain");
    }
    return read.getAddress();
  }

  private static String line(String words) {
    String one =
        Normalizer.normalize(words, Normalizer.Form.NFC)
            .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
            .strip();
    return one.length() <= LONGEST_SUBJECT
        ? one
        : one.substring(0, one.offsetByCodePoints(0, LONGEST_SUBJECT / 2)) + "…";
  }

  private Session session() {
    Properties p = new Properties();
    String step = Long.toString(settings.step.toMillis());
    p.put("mail.transport.protocol", "smtp");
    p.put("mail.transport.protocol.rfc822", "smtp");
    p.put("mail.smtp.host", settings.host);
    p.put("mail.smtp.port", Integer.toString(settings.port));
    p.put("mail.smtp.connectiontimeout", step);
    p.put("mail.smtp.timeout", step);
    p.put("mail.smtp.writetimeout", step);
    p.put("mail.smtp.from", settings.from);
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    p.put("mail.mime.charset", StandardCharsets.UTF_8.name().toLowerCase(Locale.ROOT));
    switch (settings.security) {
      case NONE -> {}
      case STARTTLS -> {
        p.put("mail.smtp.starttls.enable", "true");
        p.put("mail.smtp.starttls.required", "true");
      }
      case SSL -> p.put("mail.smtp.ssl.enable", "true");
    }
    String user = settings.user;
    String password = settings.password;
    if (user == null || password == null) {
      return Session.getInstance(p);
    }
    p.put("mail.smtp.auth", "true");
    return Session.getInstance(
        p,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(user, password);
          }
        });
  }

  /** The reply's number is told, not its words: they may repeat what was sent. */
  private static Result failed(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = next(e)) {
      int code =
          switch (e) {
            case SMTPAddressFailedException a -> a.getReturnCode();
            case SMTPSenderFailedException s -> s.getReturnCode();
            case SMTPSendFailedException s -> s.getReturnCode();
            default -> 0;
          };
      if (code > 0) {
        return new Result(false, code >= PERMANENT, "máy chủ thư từ chối, mã " + code);
      }
      if (e instanceof jakarta.mail.AuthenticationFailedException) {
        return new Result(false, false, "máy chủ thư không nhận tên và mật khẩu");
      }
      if (e instanceof javax.net.ssl.SSLException) {
        return new Result(false, false, "không bắt tay TLS được với máy chủ thư");
      }
      if (e instanceof java.net.SocketTimeoutException) {
        return new Result(false, false, "máy chủ thư không trả lời trong thời gian chờ");
      }
    }
    return new Result(false, false, "máy chủ thư không nhận, kết nối hỏng");
  }

  private static @Nullable Throwable next(Throwable e) {
    return e instanceof MessagingException m && m.getNextException() != null
        ? m.getNextException()
        : e.getCause();
  }

  /** Interrupts what is being sent. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
