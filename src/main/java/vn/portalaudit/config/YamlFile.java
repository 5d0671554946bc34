package vn.portalaudit.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML 1.2 into nodes that know their line. Aliases are refused beyond 20, text must be NFC,
 * and a file may have 2,000,000 bytes: a criteria file is small, so anything else is a mistake or
 * an attack.
 */
public final class YamlFile {
  private static final long MAX_BYTES = 2_000_000;

  private YamlFile() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @param problems takes what is wrong
   * @return its root, or empty when it cannot be read at all
   */
  public static Optional<YamlNode> read(Path file, Problems problems) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(name, 0, "", "tệp lớn hơn 2 MB; hãy tách nhỏ");
        return Optional.empty();
      }
      return parse(name, Files.readString(file), problems);
    } catch (IOException e) {
      problems.add(
          name,
          0,
          "",
          "không đọc được tệp (" + e.getMessage() + "); kiểm tra đường dẫn, quyền đọc và mã UTF-8");
      return Optional.empty();
    }
  }

  /**
   * Reads a text.
   *
   * @param name name of the file for messages
   * @param text its content
   * @param problems takes what is wrong
   * @return its root, or empty when it is no YAML
   */
  public static Optional<YamlNode> parse(String name, String text, Problems problems) {
    if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      problems.add(
          name,
          firstLineNotNfc(text),
          "",
          "chữ chưa ở dạng NFC; lưu lại bằng Unicode dựng sẵn (NFC)");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(20)
            .setCodePointLimit((int) MAX_BYTES)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(name, 0, "", "tệp rỗng");
        return Optional.empty();
      }
      return Optional.of(new YamlNode(root.get(), name, "", problems));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(name, line, "", "không phải YAML hợp lệ: " + e.getProblem());
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(name, 0, "", "không phải YAML hợp lệ: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static int firstLineNotNfc(String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!Normalizer.isNormalized(lines[i], Normalizer.Form.NFC)) {
        return i + 1;
      }
    }
    return 0;
  }
}
