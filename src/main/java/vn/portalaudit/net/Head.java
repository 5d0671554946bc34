package vn.portalaudit.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import vn.portalaudit.domain.Header;

/** The heads of a request and its response, as texts. */
record Head(String sent, String received, int status, List<Header> fields) {
  static Head of(Request request, Response response) {
    String path = request.url().encodedPath();
    String query = request.url().encodedQuery();
    String target = query == null ? path : path + "?" + query;
    List<Header> fields = new ArrayList<>();
    response.headers().forEach(h -> fields.add(new Header(h.getFirst(), h.getSecond())));
    return new Head(
        text(request.method() + " " + target + " HTTP/1.1", request.headers()),
        text(
            response.protocol().toString().toUpperCase(Locale.ROOT)
                + " "
                + response.code()
                + " "
                + response.message(),
            response.headers()),
        response.code(),
        List.copyOf(fields));
  }

  private static String text(String first, Headers headers) {
    StringBuilder text = new StringBuilder(first).append("\r\n");
    for (int i = 0; i < headers.size(); i++) {
      text.append(headers.name(i)).append(": ").append(headers.value(i)).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  boolean tooLarge(Web.Limits limits) {
    return fields.size() > limits.fields()
        || received.getBytes(StandardCharsets.UTF_8).length > limits.head();
  }
}
