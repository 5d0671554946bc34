package vn.portalaudit.web;

import java.util.function.Function;
import org.springframework.context.support.GenericApplicationContext;
import vn.portalaudit.store.AccountStore;
import vn.portalaudit.store.ActionLog;
import vn.portalaudit.store.AgencyList;
import vn.portalaudit.store.AgencyNames;
import vn.portalaudit.store.AlertSettings;
import vn.portalaudit.store.AlertStore;
import vn.portalaudit.store.ApiKeyStore;
import vn.portalaudit.store.ChecklistVersions;
import vn.portalaudit.store.Database;
import vn.portalaudit.store.DoorTries;
import vn.portalaudit.store.ExplanationStore;
import vn.portalaudit.store.FindingStore;
import vn.portalaudit.store.FindingThreads;
import vn.portalaudit.store.IncidentList;
import vn.portalaudit.store.IncidentStore;
import vn.portalaudit.store.MaintenanceStore;
import vn.portalaudit.store.MessageList;
import vn.portalaudit.store.MonthFigures;
import vn.portalaudit.store.NoticeStore;
import vn.portalaudit.store.Overview;
import vn.portalaudit.store.PaperTexts;
import vn.portalaudit.store.PastFindings;
import vn.portalaudit.store.PortalHistory;
import vn.portalaudit.store.PortalList;
import vn.portalaudit.store.PortalStore;
import vn.portalaudit.store.PublicStatus;
import vn.portalaudit.store.Rechecks;
import vn.portalaudit.store.RegistryStore;
import vn.portalaudit.store.RunStore;
import vn.portalaudit.store.SavedViews;
import vn.portalaudit.store.SignInStore;
import vn.portalaudit.store.SiteSearch;
import vn.portalaudit.store.StagedImports;
import vn.portalaudit.store.SystemState;
import vn.portalaudit.store.WorkList;
import vn.portalaudit.store.WorkStore;
import vn.portalaudit.store.campaign.PublishedResults;

/** The stores that controllers may ask for, a line each. */
final class Stores {
  private final GenericApplicationContext context;
  private final Database database;

  private Stores(GenericApplicationContext context, Database database) {
    this.context = context;
    this.database = database;
  }

  static void register(GenericApplicationContext context, Database database) {
    Stores stores = new Stores(context, database);
    stores.add(AccountStore.class, AccountStore::new);
    stores.add(ActionLog.class, ActionLog::new);
    stores.add(AgencyList.class, AgencyList::new);
    stores.add(AgencyNames.class, AgencyNames::new);
    stores.add(AlertSettings.class, AlertSettings::new);
    stores.add(AlertStore.class, AlertStore::new);
    stores.add(ApiKeyStore.class, ApiKeyStore::new);
    stores.add(ChecklistVersions.class, ChecklistVersions::new);
    stores.add(DoorTries.class, DoorTries::new);
    stores.add(ExplanationStore.class, ExplanationStore::new);
    stores.add(FindingStore.class, FindingStore::new);
    stores.add(FindingThreads.class, FindingThreads::new);
    stores.add(IncidentList.class, IncidentList::new);
    stores.add(IncidentStore.class, IncidentStore::new);
    stores.add(MaintenanceStore.class, MaintenanceStore::new);
    stores.add(MessageList.class, MessageList::new);
    stores.add(MonthFigures.class, MonthFigures::new);
    stores.add(Overview.class, Overview::new);
    stores.add(PaperTexts.class, PaperTexts::new);
    stores.add(PastFindings.class, PastFindings::new);
    stores.add(PortalHistory.class, PortalHistory::new);
    stores.add(PortalList.class, PortalList::new);
    stores.add(PortalStore.class, PortalStore::new);
    stores.add(PublishedResults.class, PublishedResults::new);
    stores.add(PublicStatus.class, PublicStatus::new);
    stores.add(Rechecks.class, Rechecks::new);
    stores.add(RegistryStore.class, RegistryStore::new);
    stores.add(RunStore.class, RunStore::new);
    stores.add(SavedViews.class, SavedViews::new);
    stores.add(SignInStore.class, SignInStore::new);
    stores.add(SiteSearch.class, SiteSearch::new);
    stores.add(NoticeStore.class, NoticeStore::new);
    stores.add(StagedImports.class, StagedImports::new);
    stores.add(SystemState.class, SystemState::new);
    stores.add(WorkList.class, WorkList::new);
    stores.add(WorkStore.class, WorkStore::new);
  }

  private <T> void add(Class<T> type, Function<Database, T> made) {
    context.registerBean(type, () -> made.apply(database));
  }
}
