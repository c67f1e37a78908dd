"""
### Lakebill: the nightly run

Lands what senders have delivered, meters it, prices it, drafts and finalizes invoices, exports what is to be paid,
keeps statistics, audits, and publishes all of it at once. Readers see a night as a whole or not at all.

**Which night.** A run bills the date at the **end of its data interval** (`--as-of`); that date decides which billing
periods are due. Which events count is decided by what has landed when the run begins. So a night that was missed, or is
backfilled, can run later with the same date. `as_of` among the parameters overrides it, for runs by hand.

**When it fails.** The reason in the task's log is the one that the job itself left in its record. Only two kinds are
tried again: exit code 75 (somebody else writes to the lake) and a lost cluster. Others need a person: bad data or a
refused audit (65), wrong configuration (78), a fault (70). Clear the task when the cause is gone; whatever a dead
attempt has left, the next one completes or repeats it, and nothing is doubled.

**Backfill.** `lakebill airflow backfill --from DATE --to DATE`, or Airflow's own backfill: one night after the other.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from airflow.sdk import (
    DAG,
    Asset,
    BaseOperator,
    CronDataIntervalTimetable,
    Param,
    chain,
)
from airflow.sdk.definitions.callback import AsyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert

from lakebill_airflow.alerts import night_is_late
from lakebill_airflow.deadlines import NightQueued
from lakebill_airflow.nights import as_of
from lakebill_airflow.operators import LakebillOperator, LakebillSparkSubmitOperator
from lakebill_airflow.settings import Settings

#: What others may wait for; each is published with the night, or not at all.
PUBLISHED = ("usage", "charges", "draft_invoices", "invoices", "invoice_lines", "payment_export", "usage_stats")

NIGHT = "{{ as_of(time_zone, dag_run, params.as_of) }}"
RUN = "{{ ti.xcom_pull(task_ids='open')['run_id'] }}"


def nightly(settings: Settings) -> DAG:
    """The DAG of one lake."""
    dag = DAG(
        dag_id=settings.dag_id,
        description="Usage events become invoices, once a night",
        doc_md=__doc__,
        tags=["billing", "lakebill"],
        schedule=CronDataIntervalTimetable(settings.cron, timezone=settings.time_zone),
        start_date=datetime.combine(settings.start, datetime.min.time(), ZoneInfo(settings.time_zone)),
        end_date=datetime.combine(settings.end, datetime.max.time(), ZoneInfo(settings.time_zone)),
        catchup=False,
        # One night after the other: a lake has one writer.
        max_active_runs=1,
        deadline=DeadlineAlert(
            reference=NightQueued(),
            interval=settings.deadline,
            callback=AsyncCallback(night_is_late),
        ),
        params={
            "as_of": Param(
                None,
                type=["null", "string"],
                format="date",
                title="As of",
                description="Bill this date instead of the end of the data interval.",
            ),
            "full": Param(
                False,
                type="boolean",
                title="Meter everything again",
                description="Meter all events from the first on. Slower; the result is the same.",
            ),
        },
        render_template_as_native_obj=False,
        user_defined_macros={"as_of": as_of, "time_zone": settings.time_zone},
        default_args={
            "owner": "billing",
            "pool": settings.pool,
            # Only what will go away by itself comes here: all other failures are final.
            "retries": settings.retries,
            "retry_delay": settings.retry_delay,
            "retry_exponential_backoff": True,
            "max_retry_delay": timedelta(hours=1),
        },
    )
    with dag:
        if settings.tasks == "night":
            _task(settings, "nightly", [*_whole_night(settings)], publishes=True)
        else:
            _task_per_job(settings)
    return dag


def _whole_night(settings: Settings) -> list[str]:
    """One submission: a session of Spark is started once, and nothing is read twice."""
    words = ["nightly", "--as-of", NIGHT]
    if settings.catalog:
        words += ["--catalog", settings.catalog]
    for path in settings.accounts:
        words += ["--accounts", path]
    for path in settings.sources:
        words += ["--source", path]
    return words


def _task_per_job(settings: Settings) -> None:
    """A submission per job: each can be watched, sized and cleared by itself."""
    tasks = []
    if settings.catalog:
        tasks.append(_task(settings, "catalog", ["catalog", "apply", "--catalog", settings.catalog]))
    if settings.accounts:
        tasks.append(_task(settings, "accounts", ["accounts", "import", *settings.accounts]))
    if settings.sources:
        words = [word for path in settings.sources for word in ("--source", path)]
        tasks.append(_task(settings, "land", ["land", *words]))
    tasks.append(_task(settings, "open", ["run", "open", "--as-of", NIGHT]))
    for job in ("meter", "rate", "invoice", "export", "stats"):
        tasks.append(_task(settings, job, [job, "--run", RUN]))
    tasks.append(_task(settings, "publish", ["publish", "--run", RUN], publishes=True))
    chain(*tasks)


def _task(settings: Settings, task_id: str, arguments: list[str], publishes: bool = False) -> BaseOperator:
    operator = LakebillOperator if settings.submit == "rest" else LakebillSparkSubmitOperator
    outlets = [Asset(f"{settings.dag_id}/{table}", f"{settings.lake_uri}/{table}") for table in PUBLISHED]
    # Only what opens a run can be asked to meter everything again.
    opens = task_id in ("nightly", "open")
    return operator(
        task_id=task_id,
        arguments=[*arguments, *(["{{ '--full' if params.full else '' }}"] if opens else [])],
        settings=settings,
        outlets=outlets if publishes else [],
        doc_md=f"`lakebill {arguments[0]}`; see `airflow/README.md` for arguments, exit codes and records.",
    )


nightly(Settings.load())
