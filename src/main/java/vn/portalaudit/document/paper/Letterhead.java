package vn.portalaudit.document.paper;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Head of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II).
 *
 * @param superior body above the issuing one, empty without
 * @param issuer body that issues it
 * @param number number and symbol, e.g. {@code 12/QĐ-UBND}; empty to leave the number open
 * @param symbol symbol that follows an open number, e.g. {@code QĐ-UBND}
 * @param place where it is issued
 * @param date when; null to leave it open
 * @param kind name of the kind, e.g. {@code QUYẾT ĐỊNH}; empty for a letter
 * @param subject what it is about
 */
public record Letterhead(
    String superior,
    String issuer,
    String number,
    String symbol,
    String place,
    @Nullable LocalDate date,
    String kind,
    String subject) {
  public Letterhead {
    superior = Plain.line(superior);
    issuer = Plain.line(issuer);
    number = Plain.line(number);
    symbol = Plain.line(symbol);
    place = Plain.line(place);
    kind = Plain.line(kind);
    subject = Plain.line(subject);
  }

  /** Number and symbol as printed. */
  public String numbered() {
    return "Số: " + (number.isEmpty() ? "……/" + symbol : number);
  }

  /** The same body and date with another kind and subject. */
  public Letterhead about(String newKind, String newSubject) {
    return new Letterhead(superior, issuer, number, symbol, place, date, newKind, newSubject);
  }
}
