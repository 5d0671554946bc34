package vn.portalaudit.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import vn.portalaudit.config.YamlNode;
import vn.portalaudit.domain.FieldType;

/**
 * A kind made of its parts, for kinds that need no class of their own.
 *
 * @param name the word after {@code kind:}
 * @param fields the fields in the order of reports
 * @param parameters the keys that it reads
 * @param compiler reads them
 */
record PlainKind(
    String name,
    Map<String, FieldType> fields,
    List<String> parameters,
    BiFunction<String, YamlNode, Kind.Measurer> compiler)
    implements Kind {

  private static final Set<String> HOME =
      Set.of(
          "https",
          "tls",
          "uptime",
          "ten-mien-dns",
          "speed",
          "domain-name",
          "phone",
          "tracker",
          "trust-badge",
          "parent-link",
          "parent-back");

  @Override
  public boolean homeSuffices() {
    return HOME.contains(name);
  }

  @Override
  public Measurer compile(String id, YamlNode file) {
    return compiler.apply(id, file);
  }

  /** Fields in their order, written as name and type by turns. */
  static Map<String, FieldType> fields(Object... namesAndTypes) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.put((String) namesAndTypes[i], (FieldType) namesAndTypes[i + 1]);
    }
    return fields;
  }
}
