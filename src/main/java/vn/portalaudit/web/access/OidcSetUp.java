package vn.portalaudit.web.access;

import org.springframework.context.support.GenericApplicationContext;
import vn.portalaudit.agent.Settings;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.ActionLog;

/**
 * Signing in over an OpenID provider, where the settings name one; else nothing of it is loaded.
 */
public final class OidcSetUp {
  private OidcSetUp() {}

  /** Lets the application know the provider of the settings. */
  public static void register(GenericApplicationContext context, Settings.Access access) {
    Settings.Oidc oidc = access.oidc();
    if (oidc == null) {
      return;
    }
    context.registerBean(OidcProvider.class, () -> new OidcProvider(oidc, access.publicUrl()));
    context.registerBean(
        OidcSignIn.class,
        () ->
            new OidcSignIn(
                context.getBean(OidcProvider.class),
                context.getBean(AccountStore.class),
                context.getBean(ActionLog.class),
                context.getBean(Welcome.class)));
  }
}
