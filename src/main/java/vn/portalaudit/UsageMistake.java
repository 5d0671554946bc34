package vn.portalaudit;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command line, and what to write instead. */
final class UsageMistake implements IParameterExceptionHandler {
  static final int STATUS = 2;
  private static final int LONGEST_SHOWN = 100;

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(sentence(mistake));
    err.println("Xem cách dùng: ./" + command.getCommandSpec().qualifiedName() + " --help");
    return STATUS;
  }

  private static String sentence(ParameterException mistake) {
    CommandSpec command = mistake.getCommandLine().getCommandSpec();
    return switch (mistake) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched, command);
      case MissingParameterException missing -> missing(missing, command);
      case OverwrittenOptionException twice ->
          name(twice.getOverwritten()) + " chỉ được ghi một lần; bỏ bớt những lần sau";
      default -> value(mistake);
    };
  }

  private static String unmatched(UnmatchedArgumentException mistake, CommandSpec command) {
    String first = mistake.getUnmatched().isEmpty() ? "" : mistake.getUnmatched().getFirst();
    String meant =
        mistake.getSuggestions().stream()
            .findFirst()
            .map(near -> "; ý bạn là «" + near.substring(near.lastIndexOf(' ') + 1) + "»?")
            .orElse("");
    if (mistake.isUnknownOption()) {
      return "Lệnh «"
          + command.qualifiedName()
          + "» không có tùy chọn «"
          + shown(first)
          + "»"
          + meant;
    }
    if (!command.subcommands().isEmpty()) {
      return "Không có lệnh «"
          + command.qualifiedName()
          + " "
          + shown(first)
          + "»"
          + meant
          + " Các lệnh: "
          + String.join(", ", command.subcommands().keySet());
    }
    List<ArgSpec> takes = List.copyOf(command.positionalParameters());
    return "Thừa «"
        + shown(first)
        + "»; lệnh «"
        + command.qualifiedName()
        + "» "
        + (takes.isEmpty() ? "không nhận tham số nào" : "chỉ nhận " + labels(takes))
        + ". Giá trị có dấu cách phải đặt trong nháy kép";
  }

  private static String missing(MissingParameterException mistake, CommandSpec command) {
    List<ArgSpec> missing = mistake.getMissing();
    if (missing.size() == 1 && missing.getFirst() instanceof OptionSpec option) {
      return name(option)
          + " thiếu giá trị; viết "
          + option.longestName()
          + " "
          + option.paramLabel();
    }
    String all =
        command.positionalParameters().stream()
            .filter(ArgSpec::required)
            .map(ArgSpec::paramLabel)
            .collect(Collectors.joining(" "));
    return "Thiếu " + labels(missing) + "; viết ./" + command.qualifiedName() + " " + all;
  }

  private static String value(ParameterException mistake) {
    ArgSpec arg = mistake.getArgSpec();
    if (arg == null) {
      return "Dòng lệnh không dùng được: " + mistake.getMessage();
    }
    Class<?> type = arg.type();
    String given = mistake.getValue() == null ? "" : " «" + shown(mistake.getValue()) + "»";
    String wanted = "viết một " + arg.paramLabel();
    if (type == int.class || type == Integer.class) {
      wanted = "viết một số nguyên, không có dấu chấm, dấu phẩy";
    } else if (type == boolean.class || type == Boolean.class) {
      wanted = "tùy chọn này không có giá trị, chỉ ghi " + name(arg);
    }
    return name(arg) + given + " không dùng được; " + wanted;
  }

  private static String labels(List<ArgSpec> args) {
    return args.stream().map(UsageMistake::name).collect(Collectors.joining(", "));
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  /** What was typed, short and without characters that a terminal would obey. */
  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
  }
}
