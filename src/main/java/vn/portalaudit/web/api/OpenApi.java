package vn.portalaudit.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.portalaudit.web.page.Allowed;

/**
 * Describes the API from its handlers: OpenAPI 3.1. What a handler takes and answers with is in its
 * signature, so the description cannot go another way than the code; documents of the stable
 * interface are described in {@code web/api/documents.json}.
 */
final class OpenApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<Integer> PROBLEMS = List.of(400, 401, 403, 404, 422, 429);

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final Schemas schemas;

  private OpenApi() {
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Giám sát Cổng");
    info.put("version", "1");
    info.put(
        "description",
        "API cho hệ thống khác. Gửi kèm «Authorization: Bearer pa_…». Danh sách chia trang bằng"
            + " page và size, kèm đầu mục Link. Câu trả lời có ETag; gửi If-None-Match để nhận 304."
            + " Lỗi theo RFC 9457 bằng tiếng Việt hoặc tiếng Anh (Accept-Language).");
    root.putArray("servers").addObject().put("url", "/");
    root.putArray("security").addObject().putArray("key");
    root.putObject("paths");
    ObjectNode components = root.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer");
    ObjectNode named = components.putObject("schemas");
    named.setAll(documents());
    this.schemas = new Schemas(named);
  }

  /** The description of these handlers; those without {@link Operation} are no part of the API. */
  static String describe(Map<RequestMappingInfo, HandlerMethod> routes) {
    OpenApi api = new OpenApi();
    routes.entrySet().stream()
        .filter(route -> route.getValue().hasMethodAnnotation(Operation.class))
        .sorted(Comparator.comparing(route -> path(route.getKey()) + method(route.getKey())))
        .forEach(route -> api.add(route.getKey(), route.getValue()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(api.root);
  }

  private static ObjectNode documents() {
    try (InputStream in = OpenApi.class.getResourceAsStream("/web/api/documents.json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(RequestMappingInfo route) {
    return route.getPatternValues().iterator().next();
  }

  private static String method(RequestMappingInfo route) {
    return route
        .getMethodsCondition()
        .getMethods()
        .iterator()
        .next()
        .name()
        .toLowerCase(Locale.ROOT);
  }

  private void add(RequestMappingInfo route, HandlerMethod handler) {
    Operation operation = Objects.requireNonNull(handler.getMethodAnnotation(Operation.class));
    Allowed allowed = Objects.requireNonNull(handler.getMethodAnnotation(Allowed.class));
    ObjectNode paths = (ObjectNode) root.path("paths");
    ObjectNode node = paths.withObjectProperty(path(route)).putObject(method(route));
    node.put("operationId", operation.id());
    node.put("summary", operation.says());
    if (allowed.anyone()) {
      node.putArray("security");
    } else {
      node.put("description", "Phạm vi khóa: " + allowed.scope());
    }
    parameters(node, handler);
    ObjectNode answers = node.putObject("responses");
    success(answers.putObject(Integer.toString(operation.status())), operation, handler);
    for (int status : PROBLEMS) {
      problem(answers, status);
    }
    if (!method(route).equals("get")) {
      problem(answers, HttpStatus.CONFLICT.value());
    }
  }

  private static void problem(ObjectNode answers, int status) {
    HttpStatus known = HttpStatus.valueOf(status);
    answers
        .putObject(Integer.toString(status))
        .put("description", known.getReasonPhrase())
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", Schemas.ref("Problem"));
  }

  private void success(ObjectNode answer, Operation operation, HandlerMethod handler) {
    answer.put("description", HttpStatus.valueOf(operation.status()).getReasonPhrase());
    Type body =
        ((ParameterizedType) handler.getMethod().getGenericReturnType())
            .getActualTypeArguments()[0];
    if (body == Void.class) {
      return;
    }
    ObjectNode content = answer.putObject("content");
    if (operation.file().length > 0) {
      for (String type : operation.file()) {
        content.putObject(type);
      }
    } else {
      content
          .putObject("application/json")
          .set(
              "schema",
              operation.document().isEmpty()
                  ? schemas.of(body)
                  : Schemas.ref(operation.document()));
    }
  }

  private void parameters(ObjectNode node, HandlerMethod handler) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Parameter parameter : handler.getMethod().getParameters()) {
      RequestParam query = parameter.getAnnotation(RequestParam.class);
      if (parameter.isAnnotationPresent(PathVariable.class)) {
        parameter(list, parameter.getName(), "path", true, schemas.of(parameter.getType()));
      } else if (query != null) {
        ObjectNode schema = schemas.of(parameter.getParameterizedType());
        boolean standard = !query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        if (standard) {
          schema.put("default", query.defaultValue());
        }
        parameter(list, parameter.getName(), "query", query.required() && !standard, schema);
      } else if (parameter.getType() == Slice.class) {
        whole(list, Slice.NUMBER, Slice.LAST, 1);
        whole(list, Slice.SIZE, Slice.MOST, Slice.STANDARD);
      } else if (parameter.isAnnotationPresent(RequestBody.class)) {
        node.putObject("requestBody")
            .put("required", true)
            .putObject("content")
            .putObject("application/json")
            .set("schema", schemas.of(parameter.getParameterizedType()));
      }
    }
    if (!list.isEmpty()) {
      node.set("parameters", list);
    }
  }

  private static void whole(ArrayNode list, String name, int most, int standard) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "integer").put("minimum", 1).put("maximum", most).put("default", standard);
    parameter(list, name, "query", false, schema);
  }

  private static void parameter(
      ArrayNode list, String name, String in, boolean required, ObjectNode schema) {
    list.addObject()
        .put("name", name)
        .put("in", in)
        .put("required", required)
        .set("schema", schema);
  }
}
