package vn.portalaudit.web.page;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.report.Vietnamese;

/** Finds the Vietnamese texts of templates and of Java source, as keys of the catalogue. */
final class VietnameseInSource {
  private static final Pattern IN_TEMPLATE = Pattern.compile("\\$\\{?t\\.x\\((\"[^\"]*\"|'[^']*')");
  private static final Pattern PAPER =
      Pattern.compile("<article class=\"paper\" lang=\"vi\">.*?</article>", Pattern.DOTALL);
  private static final Pattern FORMAT = Pattern.compile("%[-0-9,.]*[sdf]");

  private VietnameseInSource() {}

  /** The texts that the templates below a folder translate, in alphabetical order. */
  static Set<String> ofTemplates(Path folder) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files(folder, ".vm")) {
      Matcher text = IN_TEMPLATE.matcher(Files.readString(file));
      while (text.find()) {
        found.add(text.group(1).substring(1, text.group(1).length() - 1));
      }
    }
    return found;
  }

  /** Lines of templates with Vietnamese that is not translated. */
  static List<String> untranslatedOf(Path folder) throws IOException {
    List<String> bad = new ArrayList<>();
    for (Path file : files(folder, ".vm")) {
      String text = PAPER.matcher(Files.readString(file)).replaceAll("");
      for (String line : text.lines().toList()) {
        if (!line.startsWith("##")
            && Vietnamese.written(IN_TEMPLATE.matcher(line).replaceAll(""))) {
          bad.add(file.getFileName() + ": " + line);
        }
      }
    }
    return bad;
  }

  /**
   * The texts within Java source: each expression whole, with {a}, {b} for what is put in;
   * neighbours are one.
   */
  static Set<String> ofJava(List<Path> folders, Set<String> leftOut) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path folder : folders) {
      files(folder, ".java").stream()
          .filter(file -> leftOut.stream().noneMatch(file.toString().replace('\\', '/')::contains))
          .forEach(sources::add);
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
      Scan scan = new Scan();
      for (CompilationUnitTree unit : task.parse()) {
        scan.scan(unit, null);
      }
      return scan.found;
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> found = new TreeSet<>();

    @Override
    public @Nullable Void visitBinary(BinaryTree node, @Nullable Void none) {
      if (node.getKind() != Tree.Kind.PLUS || !hasLiteral(node)) {
        return super.visitBinary(node, null);
      }
      StringBuilder text = new StringBuilder();
      join(node, text, new int[1]);
      keep(text.toString());
      return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void none) {
      if (node.getValue() instanceof String text) {
        keep(text);
      }
      return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void none) {
      if (node.getMethodSelect() instanceof MemberSelectTree select
          && select.getIdentifier().contentEquals("formatted")) {
        StringBuilder text = new StringBuilder();
        int[] values = new int[1];
        join(select.getExpression(), text, values);
        keep(FORMAT.matcher(text).replaceAll(m -> value(values)));
        scan(node.getArguments(), null);
        return null;
      }
      return super.visitMethodInvocation(node, null);
    }

    private static boolean hasLiteral(ExpressionTree node) {
      return node instanceof LiteralTree literal
          ? literal.getValue() instanceof String
          : node instanceof BinaryTree both
              && (hasLiteral(both.getLeftOperand()) || hasLiteral(both.getRightOperand()));
    }

    private void join(ExpressionTree node, StringBuilder text, int[] values) {
      switch (node) {
        case LiteralTree literal -> text.append(literal.getValue());
        case BinaryTree both when both.getKind() == Tree.Kind.PLUS -> {
          join(both.getLeftOperand(), text, values);
          join(both.getRightOperand(), text, values);
        }
        case ParenthesizedTree inner
            when !(inner.getExpression() instanceof ConditionalExpressionTree) ->
            join(inner.getExpression(), text, values);
        default -> {
          text.append(value(values));
          scan(node, null);
        }
      }
    }

    private static String value(int[] values) {
      return "{" + (char) ('a' + Math.min(values[0]++, 25)) + "}";
    }

    private void keep(String text) {
      String key = text.strip().replaceAll("\\s+", " ").replaceAll("(\\{[a-z]})(\\{[a-z]})+", "$1");
      if (Vietnamese.written(key)) {
        found.add(key);
      }
    }
  }
}
