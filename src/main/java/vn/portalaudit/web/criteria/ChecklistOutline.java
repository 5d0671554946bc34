package vn.portalaudit.web.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.portalaudit.checklist.Checklist;
import vn.portalaudit.web.criteria.CriteriaViews.Branch;
import vn.portalaudit.web.criteria.CriteriaViews.Leaf;
import vn.portalaudit.web.criteria.CriteriaViews.Step;
import vn.portalaudit.web.criteria.CriteriaViews.Summary;
import vn.portalaudit.web.criteria.Outline.Aspect;
import vn.portalaudit.web.criteria.Outline.Entry;
import vn.portalaudit.web.criteria.Outline.Level;
import vn.portalaudit.web.criteria.Outline.Trait;

/** A checklist as an outline. */
final class ChecklistOutline {
  private ChecklistOutline() {}

  static Outline of(Checklist list, CriteriaViews views) {
    CriteriaViews.Book book = views.book(list, "", "");
    List<Entry> entries = new ArrayList<>();
    entries.add(whole(book.summary()));
    for (Branch branch : book.groups()) {
      entries.add(
          new Entry(
              Level.GROUP,
              branch.id(),
              branch.code(),
              branch.title(),
              null,
              List.of(
                  new Trait(
                      Aspect.POINTS,
                      "Điểm",
                      branch.points() + " (" + branch.pointsBasis() + ")"))));
      branch.leaves().forEach(leaf -> entries.add(leaf(leaf, branch.id())));
    }
    return new Outline(list.title() + ", phiên bản " + list.version(), entries);
  }

  private static Entry whole(Summary s) {
    return new Entry(
        Level.WHOLE,
        "",
        "",
        s.title(),
        null,
        List.of(
            new Trait(Aspect.WORDS, "Phiên bản", s.version()),
            new Trait(Aspect.WORDS, "Căn cứ", s.basis()),
            new Trait(Aspect.POINTS, "Điểm tối đa", s.points()),
            new Trait(Aspect.RULE, "Áp dụng cho", s.appliesTo()),
            new Trait(Aspect.RULE, "Tham khảo cho", s.referenceFor()),
            new Trait(Aspect.RULE, "Hiệu lực", s.validity()),
            new Trait(
                Aspect.RULE,
                "Xếp loại",
                s.grades().stream()
                    .map(grade -> grade.code() + ": từ " + grade.name() + " %")
                    .collect(Collectors.joining("\n"))),
            new Trait(Aspect.WORDS, "Ghi chú", s.note()),
            new Trait(Aspect.WORDS, "Văn bản không nêu", String.join("\n", s.gaps()))));
  }

  private static Entry leaf(Leaf leaf, String group) {
    return new Entry(
        Level.LEAF,
        leaf.id(),
        leaf.code(),
        leaf.title(),
        group,
        List.of(
            new Trait(Aspect.POINTS, "Điểm", leaf.points() + " (" + leaf.pointsBasis() + ")"),
            new Trait(Aspect.RULE, "Ai chấm", leaf.method()),
            new Trait(Aspect.POINTS, "Điểm từng mức", lines(leaf, Step::points)),
            new Trait(
                Aspect.RULE, "Điều kiện từng mức", lines(leaf, step -> step.when().vietnamese())),
            new Trait(Aspect.RULE, "Không áp dụng", leaf.inapplicable().vietnamese()),
            new Trait(Aspect.RULE, "Không chấm được", leaf.undecidable().vietnamese()),
            new Trait(Aspect.RULE, "Hiệu lực của điều khoản", leaf.validity()),
            new Trait(Aspect.WORDS, "Điều khoản", leaf.clause()),
            new Trait(Aspect.WORDS, "Báo cáo ghi", lines(leaf, Step::says)),
            new Trait(Aspect.WORDS, "Cách sửa", leaf.fix())));
  }

  private static String lines(Leaf leaf, Function<Step, String> part) {
    return leaf.steps().stream().map(part).collect(Collectors.joining("\n"));
  }
}
