package vn.portalaudit.web.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON schemas (2020-12) of the records that operations take and answer with. A record is closed:
 * every component is there, null only where it is {@code @Nullable}. Of what is sent, what may be
 * null may also be left out.
 */
final class Schemas {
  private static final Map<Class<?>, String[]> PLAIN =
      Map.ofEntries(
          Map.entry(String.class, new String[] {"string"}),
          Map.entry(Instant.class, new String[] {"string", "date-time"}),
          Map.entry(LocalDate.class, new String[] {"string", "date"}),
          Map.entry(int.class, new String[] {"integer", "int32"}),
          Map.entry(Integer.class, new String[] {"integer", "int32"}),
          Map.entry(long.class, new String[] {"integer", "int64"}),
          Map.entry(Long.class, new String[] {"integer", "int64"}),
          Map.entry(Double.class, new String[] {"number"}),
          Map.entry(BigDecimal.class, new String[] {"number"}),
          Map.entry(boolean.class, new String[] {"boolean"}),
          Map.entry(Boolean.class, new String[] {"boolean"}));

  private final ObjectNode named;

  /**
   * Schemas that put records under their names.
   *
   * @param named {@code components/schemas} of the document
   */
  Schemas(ObjectNode named) {
    this.named = named;
  }

  static ObjectNode ref(String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** The schema of a type. */
  ObjectNode of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    String[] known = PLAIN.get(plain);
    if (known != null) {
      schema.put("type", known[0]);
      if (known.length > 1) {
        schema.put("format", known[1]);
      }
      return schema;
    }
    if (plain.isEnum()) {
      ArrayNode values = schema.put("type", "string").putArray("enum");
      for (Object value : plain.getEnumConstants()) {
        values.add(((Enum<?>) value).name());
      }
      return schema;
    }
    return named(plain.getSimpleName(), plain, null);
  }

  private ObjectNode generic(ParameterizedType generic) {
    Class<?> raw = (Class<?>) generic.getRawType();
    Type argument = generic.getActualTypeArguments()[0];
    if (raw.isRecord()) {
      return named(((Class<?>) argument).getSimpleName() + raw.getSimpleName(), raw, argument);
    }
    if (!Collection.class.isAssignableFrom(raw)) {
      throw new IllegalStateException("no schema of " + generic);
    }
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "array").set("items", of(argument));
    if (raw == Set.class) {
      schema.put("uniqueItems", true);
    }
    return schema;
  }

  private ObjectNode named(String name, Class<?> type, @Nullable Type argument) {
    if (!type.isRecord()) {
      throw new IllegalStateException("no schema of " + type);
    }
    if (!named.has(name)) {
      ObjectNode schema = named.putObject(name);
      schema.put("type", "object").put("additionalProperties", false);
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = schema.putArray("required");
      for (RecordComponent component : type.getRecordComponents()) {
        properties.set(component.getName(), property(component, argument));
        if (!(nullable(component.getAnnotatedType()) && sent(type))) {
          required.add(component.getName());
        }
      }
    }
    return ref(name);
  }

  private static boolean sent(AnnotatedElement type) {
    return type.isAnnotationPresent(Sent.class);
  }

  private ObjectNode property(RecordComponent component, @Nullable Type argument) {
    ObjectNode schema =
        argument != null && component.getType() == java.util.List.class
            ? items(argument)
            : of(component.getGenericType());
    if (!nullable(component.getAnnotatedType())) {
      return schema;
    }
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    ArrayNode ways = either.putArray("anyOf");
    ways.add(schema);
    ways.addObject().put("type", "null");
    return either;
  }

  private ObjectNode items(Type argument) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "array").set("items", of(argument));
    return schema;
  }

  private static boolean nullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }
}
