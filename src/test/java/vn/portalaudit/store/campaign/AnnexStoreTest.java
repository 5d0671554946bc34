package vn.portalaudit.store.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.portalaudit.store.campaign.SmallSet.AN;
import static vn.portalaudit.store.campaign.SmallSet.SO;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import vn.portalaudit.campaign.Campaign;
import vn.portalaudit.index.AnnexTable;
import vn.portalaudit.index.IndexSet;
import vn.portalaudit.index.Scheme;
import vn.portalaudit.index.SetScheme;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.TestDatabase;
import vn.portalaudit.web.page.SetLibrary;

/** Imported annex rows hold for the campaigns that are opened after them, and for no other. */
final class AnnexStoreTest {
  private static final String SET = "noi-vu-988-thuoc-bo";

  @TempDir private Path data;

  private final Database database = TestDatabase.fresh();
  private final SetLibrary library = new SetLibrary(Path.of(""));
  private final IndexSet set = library.find(SET).orElseThrow();

  private AnnexTable table(String... lines) {
    String csv = "code,parent,title,maxPoints\n" + String.join("\n", lines) + "\n";
    return AnnexTable.read("rows.csv", csv.getBytes(StandardCharsets.UTF_8), SetScheme.of(set));
  }

  private Campaign open(DepartmentDesk department, String code) {
    Opening small = SmallSet.opening(code, 2026, "bo-thu", 1);
    return department
        .create(
            new Opening(
                code,
                small.title(),
                2026,
                department.whole(library.definition(set)),
                1,
                small.dates(),
                List.of(new Opening.Assessed("vu-a", "Vụ A", "thuoc-bo", Set.of())),
                List.of()),
            SO)
        .value();
  }

  @Test
  void aCampaignFreezesTheNewestTableOfItsVersion() {
    Campaigns all = new SmallSet().on(database, data);
    DepartmentDesk department = all.department();
    Campaign before = open(department, "truoc");
    AnnexTable good = table("1.1,1,A,10", "1.2,1,B,10", "1.3,1,C,10");

    assertThat(department.importRows(SET, set.version(), "a.csv", good, AN).granted()).isFalse();
    assertThat(department.importRows(SET, set.version(), "a.csv", table("1.1,1,A,9"), SO).says())
        .contains("còn lỗi");
    assertThat(department.importRows(SET, set.version(), "a.csv", good, SO).value().number())
        .isEqualTo(1);
    Campaign after = open(department, "sau");

    assertThat(before.set().version()).isEqualTo("2026.1");
    assertThat(after.set().version()).isEqualTo("2026.1+1");
    assertThat(all.agency().scheme(before.id()).items()).hasSize(6);
    assertThat(all.agency().scheme(after.id()).items())
        .extracting(Scheme.Item::id)
        .startsWith("1.1", "1.2", "1.3", "2");
    department.importRows(SET, "2025.1", "cu.csv", good, SO).value();
    assertThat(department.whole(library.definition(set)).version()).isEqualTo("2026.1+1");
    assertThatThrownBy(() -> database.jdbc().sql("update annex_rows set lines = 0").update())
        .isInstanceOf(DataAccessException.class);
  }
}
