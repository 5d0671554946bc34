package vn.portalaudit.probe.observatory;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the file says: points, grades, constants.
 *
 * @param algorithm version of the algorithm
 * @param start points before any modifier
 * @param bonusFrom points without bonuses from which bonuses count
 * @param grades names of grades by their least points
 * @param modifiers points of each verdict
 * @param says a Vietnamese sentence for each verdict
 * @param sixMonths seconds that count as six months of strict transport
 * @param sessionCookies parts of names of session cookies, in lower case
 * @param antiCsrfCookies parts of names of anti-forgery cookies, in lower case
 * @param ignoredCookies names of cookies that do not count
 * @param preload hosts on the preload list
 */
record Rules(
    int algorithm,
    int start,
    int bonusFrom,
    TreeMap<Integer, String> grades,
    Map<Verdict, Integer> modifiers,
    Map<Verdict, String> says,
    BigInteger sixMonths,
    List<String> sessionCookies,
    List<String> antiCsrfCookies,
    Set<String> ignoredCookies,
    Preload preload) {
  Rules {
    grades = new TreeMap<>(grades);
    modifiers = Map.copyOf(new EnumMap<>(modifiers));
    says = Map.copyOf(new EnumMap<>(says));
    sessionCookies = sessionCookies.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    antiCsrfCookies = antiCsrfCookies.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    ignoredCookies = Set.copyOf(ignoredCookies);
  }

  /** The same rules with other hosts on the preload list. */
  Rules with(Preload other) {
    return new Rules(
        algorithm,
        start,
        bonusFrom,
        grades,
        modifiers,
        says,
        sixMonths,
        sessionCookies,
        antiCsrfCookies,
        ignoredCookies,
        other);
  }
}
