package vn.portalaudit.web.access;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * How sessions are written. A request that changes nothing of its session but the time of its last
 * use writes that once a minute, so that reading pages does not write to the disk. Two requests
 * that put the same thing into a session at once both succeed. Ids cannot be guessed.
 */
@Configuration(proxyBeanMethods = false)
class SessionWrites {
  private static final String UPDATE =
      """
      update %TABLE_NAME% as kept
      set session_id = now.session_id, last_access_time = now.last_access_time,
        max_inactive_interval = now.max_inactive_interval, expiry_time = now.expiry_time,
        principal_name = now.principal_name
      from (values (cast(? as char(36)), cast(? as bigint), cast(? as integer), cast(? as bigint),
          cast(? as text), cast(? as char(36))))
        as now (session_id, last_access_time, max_inactive_interval, expiry_time, principal_name, primary_id)
      where kept.primary_id = now.primary_id
        and (now.last_access_time - kept.last_access_time >= 60000
          or kept.session_id <> now.session_id
          or kept.max_inactive_interval <> now.max_inactive_interval
          or kept.principal_name is distinct from now.principal_name)
      """;

  private static final String ADD =
      """
      insert into %TABLE_NAME%_ATTRIBUTES (session_primary_id, attribute_name, attribute_bytes)
      values (?, ?, ?)
      on conflict (session_primary_id, attribute_name)
        do update set attribute_bytes = excluded.attribute_bytes
      """;

  private static final int ID_BYTES = 27; // 36 letters, as wide as the column
  private static final SecureRandom RANDOM = new SecureRandom();

  /** 216 bits; a UUID has 122, fewer than the 128 that OWASP ASVS 7.2.3 asks for. */
  static String id() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> written() {
    return sessions -> {
      sessions.setSessionIdGenerator(SessionWrites::id);
      sessions.setUpdateSessionQuery(UPDATE);
      sessions.setCreateSessionAttributeQuery(ADD);
    };
  }
}
