package vn.portalaudit.web.page;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Vietnamese has one form of a noun, English two: after the number 1 the other one stands. */
final class Plural {
  private static final Map<String, String> OTHERS =
      Map.of("agencies", "agency", "criteria", "criterion", "entries", "entry");

  private static final Map<String, String> VERBS =
      Map.of(" are", " is", " have", " has", " were", " was");

  private static final Pattern ONE =
      Pattern.compile(
          "(?<![\\d.,–−+/-])1[ \u00a0](seconds|minutes|hours|days|weeks|months|years|pages|points"
              + "|requests|portals|indicators|incidents|campaigns|rows|rounds|audits|places|files"
              + "|characters|differences|reports|jobs|messages|channels|outages|persons|members"
              + "|measurements|keys|sessions|tables|accounts|"
              + OTHERS.keySet().stream().sorted().collect(Collectors.joining("|"))
              + ")\\b( are\\b| have\\b| were\\b)?");

  private Plural() {}

  /** An English text with «1 minutes are» as «1 minute is». */
  static String mended(String english) {
    return ONE.matcher(english)
        .replaceAll(one -> {
          String noun = one.group(1);
          String verb = one.group(2) == null ? "" : one.group(2);
          return one.group().substring(0, 2)
              + OTHERS.getOrDefault(noun, noun.substring(0, noun.length() - 1))
              + VERBS.getOrDefault(verb, "");
        });
  }
}
