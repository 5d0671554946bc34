package vn.portalaudit.document.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSString;

/**
 * Chromium names the tags of table cells by a count that goes on from page to page. Counted anew,
 * the same page is the same file.
 */
final class TagNames {
  private static final String NAME = "node\\d{8}";
  private static final int PREFIX = 4;

  /** Where ISO 32000-1 (§14.7, §14.8.5.7) has such names: tags, their tree, header cells. */
  private static final List<COSName> KEYS =
      List.of(COSName.ID, COSName.getPDFName("Headers"), COSName.LIMITS, COSName.NAMES);

  private TagNames() {}

  static void renew(COSDocument document) {
    List<String> found = new ArrayList<>();
    each(
        document,
        name -> {
          found.add(name);
          return name;
        });
    int first = found.stream().mapToInt(TagNames::number).min().orElse(0);
    each(document, name -> String.format(Locale.ROOT, "node%08d", number(name) - first));
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(PREFIX));
  }

  private static void each(COSDocument document, UnaryOperator<String> rename) {
    for (COSObjectKey key : document.getXrefTable().keySet()) {
      in(document.getObjectFromPool(key).getObject(), rename);
    }
  }

  /** Goes through what an object holds itself, not what it refers to. */
  private static void in(COSBase object, UnaryOperator<String> rename) {
    if (object instanceof COSDictionary dictionary) {
      for (COSName key : KEYS) {
        COSBase value = dictionary.getItem(key);
        if (value instanceof COSString string && string.getString().matches(NAME)) {
          dictionary.setString(key, rename.apply(string.getString()));
        } else if (value instanceof COSArray array) {
          in(array, rename);
        }
      }
      if (dictionary.getItem(COSName.A) instanceof COSDictionary attributes) {
        in(attributes, rename);
      } else if (dictionary.getItem(COSName.A) instanceof COSArray array) {
        array.forEach(one -> in(one, rename));
      }
    } else if (object instanceof COSArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof COSString string && string.getString().matches(NAME)) {
          array.set(i, new COSString(rename.apply(string.getString())));
        }
      }
    }
  }
}
