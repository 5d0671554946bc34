package vn.portalaudit.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.ApiKeyStore;

/** Another system with a key of somebody's. */
record ApiClient(TestApplication app, String key) {
  static ApiClient of(TestApplication app, String login, String... scopes) {
    int account = new AccountStore(app.database()).named(login).orElseThrow().id();
    return new ApiClient(
        app,
        new ApiKeyStore(app.database()).add(account, "thử", Set.of(scopes), Duration.ofDays(1)));
  }

  Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Answer post(String path, String json, String... headers) {
    return send("POST", path, json, headers);
  }

  Answer send(String method, String path, @Nullable String json, String... headers) {
    List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + key));
    all.addAll(List.of(headers));
    RequestBody body =
        json != null
            ? RequestBody.create(json, MediaType.get("application/json"))
            : method.equals("GET") ? null : RequestBody.create("", null);
    return app.anybody().send(method, path, body, all.toArray(String[]::new));
  }
}
