package vn.portalaudit.agent;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.portalaudit.schedule.Campaign;
import vn.portalaudit.schedule.Timetable;
import vn.portalaudit.schedule.WorkKind;
import vn.portalaudit.store.WorkStore;

/**
 * The occasions on which work falls due, on Quartz with its tables in the database, clustered: any
 * number of nodes fire each occasion about once, and the queue's unique key makes it exactly once.
 * An occasion that was missed while no node ran is caught up once.
 */
final class Occasions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Occasions.class);
  private static final String QUEUE = "queue";
  private static final String GROUP = "group";
  private static final String KIND = "kind";
  private static final String CAMPAIGN = "campaign";
  private static final String CAMPAIGNS = "campaigns";
  private static final List<WorkKind> CAMPAIGN_KINDS =
      List.of(WorkKind.AUDIT, WorkKind.MONTHLY_REPORT);

  private final Scheduler scheduler;

  private Occasions(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** When what is due: by the groups of portals, and in campaigns. */
  record Plan(List<Timetable> timetables, List<Campaign> campaigns) {
    Plan {
      timetables = List.copyOf(timetables);
      campaigns = List.copyOf(campaigns);
    }
  }

  /**
   * Plans the occasions of all groups and begins to fire them.
   *
   * @throws IllegalStateException when the database does not take them
   */
  static Occasions start(DataSource source, WorkStore queue, Plan plan, UUID node) {
    try {
      String name = "portal-audit-" + node;
      DBConnectionManager.getInstance().addConnectionProvider(name, new Pool(source));
      Scheduler scheduler = new StdSchedulerFactory(properties(name, node)).getScheduler();
      scheduler.getContext().put(QUEUE, new Queue(queue, plan));
      for (Timetable timetable : plan.timetables()) {
        for (WorkKind kind : WorkKind.values()) {
          plan(scheduler, timetable, kind);
        }
      }
      planCampaigns(scheduler, plan.campaigns());
      scheduler.start();
      return new Occasions(scheduler);
    } catch (SchedulerException e) {
      throw new IllegalStateException(
          "Không đặt được lịch trong cơ sở dữ liệu: " + e.getMessage(), e);
    }
  }

  private static void plan(Scheduler scheduler, Timetable timetable, WorkKind kind)
      throws SchedulerException {
    String key = timetable.group() + "/" + kind.code();
    JobDetail job =
        JobBuilder.newJob(Enqueue.class)
            .withIdentity(key)
            .usingJobData(GROUP, timetable.group())
            .usingJobData(KIND, kind.code())
            .storeDurably()
            .build();
    Timetable.Rule rule = timetable.rules().get(kind);
    if (rule == null) {
      scheduler.deleteJob(job.getKey());
      return;
    }
    CronTrigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .forJob(job)
            .withSchedule(
                CronScheduleBuilder.cronSchedule(rule.cron())
                    .inTimeZone(TimeZone.getTimeZone(Timetable.VIETNAM))
                    .withMisfireHandlingInstructionFireAndProceed())
            .build();
    scheduler.addJob(job, true);
    // a trigger that stands as it should is left alone: planning it anew would lose a missed fire
    if (scheduler.getTrigger(trigger.getKey()) instanceof CronTrigger planned) {
      if (!planned.getCronExpression().equals(rule.cron())) {
        scheduler.rescheduleJob(trigger.getKey(), trigger);
      }
    } else {
      scheduler.scheduleJob(trigger);
    }
  }

  /** Those of which the file knows no more are taken off; one that is long over is not begun. */
  private static void planCampaigns(Scheduler scheduler, List<Campaign> campaigns)
      throws SchedulerException {
    Set<JobKey> known = new HashSet<>();
    for (Campaign campaign : campaigns) {
      for (WorkKind kind : CAMPAIGN_KINDS) {
        JobKey key = JobKey.jobKey(campaign.name() + "/" + kind.code(), CAMPAIGNS);
        known.add(key);
        scheduler.addJob(
            JobBuilder.newJob(Begin.class)
                .withIdentity(key)
                .usingJobData(CAMPAIGN, campaign.name())
                .usingJobData(KIND, kind.code())
                .storeDurably()
                .build(),
            true);
        SimpleTrigger trigger =
            TriggerBuilder.newTrigger()
                .withIdentity(key.getName(), CAMPAIGNS)
                .forJob(key)
                .startAt(Date.from(campaign.occasion(kind)))
                .withSchedule(
                    SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                .build();
        // fired again at a start, it finds its work in the queue already
        if (scheduler.getTrigger(trigger.getKey()) == null) {
          scheduler.scheduleJob(trigger);
        } else {
          scheduler.rescheduleJob(trigger.getKey(), trigger);
        }
      }
    }
    for (JobKey key : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(CAMPAIGNS))) {
      if (!known.contains(key)) {
        scheduler.deleteJob(key);
      }
    }
  }

  private static Properties properties(String source, UUID node) {
    Properties properties = new Properties();
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "portal-audit");
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, node.toString());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
    properties.setProperty("org.quartz.jobStore.dataSource", source);
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "10000");
    properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    return properties;
  }

  /** Fires no more; an occasion under way is finished. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("the scheduler did not end in order", e);
    }
  }

  private record Queue(WorkStore store, Plan plan) {
    static Queue of(JobExecutionContext context) throws SchedulerException {
      return (Queue) Objects.requireNonNull(context.getScheduler().getContext().get(QUEUE));
    }
  }

  /** Puts the work of one group and kind in the queue. */
  public static final class Enqueue implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        Queue queue = Queue.of(context);
        String group = context.getMergedJobDataMap().getString(GROUP);
        WorkKind kind = WorkKind.of(context.getMergedJobDataMap().getString(KIND)).orElseThrow();
        Instant fired = context.getScheduledFireTime().toInstant();
        for (Timetable timetable : queue.plan().timetables()) {
          Timetable.Rule rule = timetable.rules().get(kind);
          if (timetable.group().equals(group) && rule != null) {
            // one that was caught up is fired late, and is still the planned one
            Instant occasion = rule.plannedAt(fired);
            int added = queue.store().enqueue(timetable, kind, occasion);
            LOG.info("{} of group {} fell due at {}: {} portals", kind, group, occasion, added);
          }
        }
      } catch (SchedulerException | RuntimeException e) {
        // fired again at once: the database may have been away for a moment
        throw new JobExecutionException(e, context.getRefireCount() < 3);
      }
    }
  }

  /** Puts the work of one kind of a campaign in the queue, until its last day is over. */
  public static final class Begin implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        Queue queue = Queue.of(context);
        String name = context.getMergedJobDataMap().getString(CAMPAIGN);
        WorkKind kind = WorkKind.of(context.getMergedJobDataMap().getString(KIND)).orElseThrow();
        for (Campaign campaign : queue.plan().campaigns()) {
          if (campaign.name().equals(name) && !tooLate(campaign, kind, context)) {
            begin(queue, campaign, kind);
          }
        }
      } catch (SchedulerException | RuntimeException e) {
        throw new JobExecutionException(e, context.getRefireCount() < 3);
      }
    }

    /** Figures of a past period are still of use; an audit would be one of another time. */
    private static boolean tooLate(Campaign campaign, WorkKind kind, JobExecutionContext context) {
      return kind == WorkKind.AUDIT
          && !context
              .getFireTime()
              .toInstant()
              .isBefore(campaign.occasion(WorkKind.MONTHLY_REPORT));
    }

    private static void begin(Queue queue, Campaign campaign, WorkKind kind) {
      for (Timetable timetable : queue.plan().timetables()) {
        if (campaign.concerns(timetable)) {
          int added =
              queue
                  .store()
                  .enqueue(
                      timetable,
                      kind,
                      campaign.slot(),
                      campaign.occasion(kind),
                      kind == WorkKind.AUDIT ? campaign.spread() : Duration.ZERO);
          LOG.info("{} of campaign {} fell due: {} portals", kind, campaign.name(), added);
        }
      }
    }
  }

  private record Pool(DataSource source) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws java.sql.SQLException {
      return source.getConnection();
    }

    @Override
    public void shutdown() {
      // the pool belongs to the database, which outlives the schedule
    }

    @Override
    public void initialize() {
      // it is open already
    }
  }
}
