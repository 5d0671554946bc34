package vn.portalaudit.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A browser without a screen: keeps cookies, fills in forms, follows no redirect by itself. */
public final class TestClient {
  private static final OkHttpClient PLAIN =
      new OkHttpClient.Builder().readTimeout(java.time.Duration.ofMinutes(2)).build();
  private final String address;
  private final Map<String, Cookie> cookies = new HashMap<>();
  private final OkHttpClient http;

  TestClient(String address) {
    this.address = address;
    this.http = PLAIN.newBuilder().followRedirects(false).cookieJar(new Jar()).build();
  }

  private final class Jar implements CookieJar {
    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> given) {
      for (Cookie cookie : given) {
        if (cookie.expiresAt() < System.currentTimeMillis()) {
          cookies.remove(cookie.name());
        } else {
          cookies.put(cookie.name(), cookie);
        }
      }
    }

    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
      return cookies.values().stream().filter(cookie -> cookie.matches(url)).toList();
    }
  }

  /** The value of a cookie, or null. */
  public @Nullable String cookie(String name) {
    Cookie cookie = cookies.get(name);
    return cookie == null ? null : cookie.value();
  }

  /** Sets a cookie, as somebody who can write into the browser would. */
  public void cookie(String name, String value) {
    HttpUrl url = HttpUrl.get(address);
    cookies.put(
        name, new Cookie.Builder().name(name).value(value).domain(url.host()).path("/").build());
  }

  /** Signs in by the form. */
  public Answer signIn(String login, String password) {
    return submit("/dang-nhap", "/dang-nhap", "login", login, "password", password);
  }

  /** Reads a page. */
  public Answer get(String path) {
    return send(new Request.Builder().url(address + path).build());
  }

  /** Reads a page and then sends a form with the token of it; names and values by turns. */
  public Answer submit(String page, String path, String... fields) {
    return post(path, token(page), fields);
  }

  /** The token of the forms of a page. */
  public String token(String page) {
    var field = get(page).page().selectFirst("input[name=_csrf]");
    return field == null ? "" : field.attr("value");
  }

  /** Sends a form with a token; an empty one is left out. */
  public Answer post(String path, String token, String... fields) {
    FormBody.Builder form = new FormBody.Builder();
    if (!token.isEmpty()) {
      form.add("_csrf", token);
    }
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    return send("POST", path, form.build());
  }

  /** Sends anything; header names and values by turns. */
  public Answer send(String method, String path, @Nullable RequestBody body, String... headers) {
    Request.Builder request = new Request.Builder().url(address + path).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  private Answer send(Request request) {
    try (Response response = http.newCall(request).execute()) {
      return new Answer(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file, as it came; printing one starts a browser first. */
  public byte[] bytes(String path) {
    OkHttpClient patient = http.newBuilder().readTimeout(Duration.ofMinutes(1)).build();
    try (Response response =
        patient.newCall(new Request.Builder().url(address + path).build()).execute()) {
      if (response.code() != 200) {
        throw new IllegalStateException(path + ": " + response.code());
      }
      return response.body().bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a form with a file; the token is that of a page. */
  public Answer upload(String page, String path, String field, String name, byte[] content) {
    return send(
        "POST",
        path,
        new okhttp3.MultipartBody.Builder()
            .setType(okhttp3.MultipartBody.FORM)
            .addFormDataPart("_csrf", token(page))
            .addFormDataPart(
                field,
                name,
                RequestBody.create(content, okhttp3.MediaType.get("application/octet-stream")))
            .build());
  }

  /** The cookies that are kept. */
  public List<String> cookieNames() {
    return new ArrayList<>(cookies.keySet());
  }
}
