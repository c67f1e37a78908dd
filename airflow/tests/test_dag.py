"""The DAG as Airflow sees it: that it imports, its tasks, when it runs, and what it bills."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pendulum
import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.serialization.decoders import decode_deadline_reference
from airflow.serialization.encoders import encode_deadline_reference
from airflow.serialization.serialized_objects import DagSerialization
from airflow.timetables.base import TimeRestriction

from lakebill_airflow.nights import as_of
from lakebill_airflow.operators import LakebillOperator, LakebillSparkSubmitOperator, command_line
from lakebill_airflow.settings import Settings
from lakebill_nightly import PUBLISHED, nightly

DAGS = Path(__file__).parents[1] / "dags"
SETTINGS = Settings.load()


def settings(**changes: str) -> Settings:
    return Settings(**{**SETTINGS.__dict__, **changes})


def test_the_folder_imports_without_errors() -> None:
    bag = DagBag(DAGS)
    assert bag.import_errors == {}
    assert list(bag.dags) == ["lakebill_nightly"]


def test_one_submission_bills_the_whole_night_by_default() -> None:
    dag = nightly(SETTINGS)
    (task,) = dag.tasks
    assert isinstance(task, LakebillOperator)
    assert task.arguments[:3] == ["nightly", "--as-of", "{{ as_of(time_zone, dag_run, params.as_of) }}"]
    assert task.arguments[3:11] == [
        "--catalog", "/srv/billing/catalog",
        "--accounts", "/srv/billing/accounts",
        "--source", "/srv/billing/api.yaml",
        "--source", "/srv/billing/jobs.yaml",
    ]  # fmt: skip


def test_a_task_per_job_is_a_setting_and_jobs_follow_each_other() -> None:
    dag = nightly(settings(tasks="job"))
    order = [
        "catalog", "accounts", "land", "open", "meter", "rate", "invoice", "export", "stats", "publish",
    ]  # fmt: skip
    assert [task.task_id for task in dag.topological_sort()] == order
    for earlier, later in pairwise(order):
        assert dag.get_task(later).upstream_task_ids == {earlier}


def test_only_the_task_that_publishes_has_assets() -> None:
    for tasks, publisher in (("night", "nightly"), ("job", "publish")):
        dag = nightly(settings(tasks=tasks))
        for task in dag.tasks:
            expected = {f"lakebill_nightly/{table}" for table in PUBLISHED} if task.task_id == publisher else set()
            assert {asset.name for asset in task.outlets} == expected


def test_spark_submit_is_for_clusters_without_the_rest_server() -> None:
    (task,) = nightly(settings(submit="spark-submit")).tasks
    assert isinstance(task, LakebillSparkSubmitOperator)


def test_every_task_takes_the_only_slot_of_the_pool_and_may_be_tried_again() -> None:
    for task in nightly(settings(tasks="job")).tasks:
        assert task.pool == "lakebill"
        assert task.retries == 6


def test_nights_follow_each_other_and_say_what_they_are() -> None:
    dag = nightly(SETTINGS)
    assert dag.max_active_runs == 1
    assert dag.catchup is False
    assert dag.doc_md and "data interval" in dag.doc_md
    assert dag.deadline


def test_a_deadline_counts_from_when_a_night_is_queued_and_is_found_again_by_name() -> None:
    deadlines = nightly(SETTINGS).deadline
    assert isinstance(deadlines, list)
    (alert,) = deadlines
    found = decode_deadline_reference(encode_deadline_reference(alert.reference))
    due = found.evaluate_with(session=None, interval=SETTINGS.deadline, dag_id="", run_id="")
    assert alert.interval == SETTINGS.deadline
    assert due is not None
    assert timedelta(0) <= datetime.now(UTC) + SETTINGS.deadline - due < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("time_zone", "now", "start", "end", "billed"),
    [
        ("UTC", "2026-11-04T02:30:00+00:00", "2026-11-03T02:30", "2026-11-04T02:30", "2026-11-04"),
        # The clock goes back on 1 November: that night's interval has 25 hours.
        ("America/New_York", "2026-11-01T07:30:00+00:00", "2026-10-31T06:30", "2026-11-01T07:30", "2026-11-01"),
        ("Asia/Tokyo", "2026-11-03T17:30:00+00:00", "2026-11-02T17:30", "2026-11-03T17:30", "2026-11-04"),
    ],
)
def test_a_night_bills_the_local_date_its_data_interval_ends_on(
    time_zone: str, now: str, start: str, end: str, billed: str
) -> None:
    dag = nightly(settings(time_zone=time_zone))
    timetable = DagSerialization.from_dict(DagSerialization.to_dict(dag)).timetable
    interval = timetable.infer_manual_data_interval(run_after=_moment(now))
    assert interval.start.isoformat()[:16] == start
    assert interval.end.isoformat()[:16] == end
    assert as_of(time_zone, SimpleNamespace(data_interval_end=interval.end, run_after=None)) == billed


def test_the_first_night_is_not_before_the_start() -> None:
    dag = nightly(SETTINGS)
    timetable = DagSerialization.from_dict(DagSerialization.to_dict(dag)).timetable
    assert dag.start_date == _moment("2026-10-01T00:00:00+00:00")
    first = timetable.next_dagrun_info(
        last_automated_data_interval=None,
        restriction=TimeRestriction(_moment("2026-10-01T00:00:00+00:00"), None, catchup=True),
    )
    assert first is not None
    assert first.data_interval is not None
    assert first.data_interval.start == datetime(2026, 10, 1, 2, 30, tzinfo=UTC)
    assert first.run_after == datetime(2026, 10, 2, 2, 30, tzinfo=UTC)


def test_a_run_without_an_interval_bills_the_day_it_was_meant_to_start() -> None:
    run = SimpleNamespace(data_interval_end=None, run_after=_moment("2026-11-04T23:30:00+00:00"))
    assert as_of("Europe/Berlin", run) == "2026-11-05"


def test_a_run_may_be_asked_for_another_date_but_not_for_nonsense() -> None:
    run = SimpleNamespace(data_interval_end=_moment("2026-11-04T02:30:00+00:00"), run_after=None)
    assert as_of("UTC", run, "2026-10-03") == "2026-10-03"
    with pytest.raises(ValueError, match="yesterday"):
        as_of("UTC", run, "yesterday")


def test_the_command_line_leaves_out_what_a_template_left_empty() -> None:
    assert command_line(["nightly", "--as-of", "2026-10-03", ""], "/lake") == [
        "nightly", "--as-of", "2026-10-03", "--lake", "/lake", "--json",
    ]  # fmt: skip
    assert command_line(["catalog", "apply", "--catalog", "c.yaml"], "/lake")[-1] == "/lake"


def _moment(text: str) -> pendulum.DateTime:
    return pendulum.instance(datetime.fromisoformat(text))
