"""What becomes of a task, given what the job's record says."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from airflow.sdk import BaseHook, Connection
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from airflow.triggers.base import TriggerEvent

from lakebill_airflow.operators import conclude
from lakebill_airflow.records import CommandRecord, describe_run, read_record, record_path
from lakebill_airflow.settings import Settings
from lakebill_airflow.triggers import HANDOVER, SETTLE, SubmissionTrigger, Watch

LOG = logging.getLogger(__name__)
LOST_AFTER = timedelta(seconds=60)


def settings(lake: Path) -> Settings:
    return Settings.of({"lake": str(lake), "start": "2026-10-01", "application": "file:/lakebill.jar"})


def record(state: str, exit_code: int, reason: str = "", alive_at: str = "2026-10-03T02:30:05Z") -> CommandRecord:
    return CommandRecord(state, alive_at, exit_code, reason, {})


def test_the_result_of_a_job_is_the_result_of_its_task(tmp_path: Path) -> None:
    done = CommandRecord("succeeded", "", 0, "", {"landing": 3})
    assert conclude(LOG, settings(tmp_path), done, None) == {"landing": 3}


@pytest.mark.parametrize("code", [2, 65, 70, 78, 137])
def test_a_failure_has_the_jobs_reason_and_is_final(tmp_path: Path, code: int) -> None:
    with pytest.raises(AirflowFailException, match=f"exit code {code}: plan pro has no price"):
        conclude(LOG, settings(tmp_path), record("failed", code, "plan pro has no price"), None)


def test_exit_code_75_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(AirflowException, match="another process writes") as failure:
        conclude(LOG, settings(tmp_path), record("failed", 75, "another process writes"), None)
    assert not isinstance(failure.value, AirflowFailException)


@pytest.mark.parametrize("left", [None, record("started", -1)])
def test_a_lost_driver_is_tried_again(tmp_path: Path, left: CommandRecord | None) -> None:
    with pytest.raises(AirflowException, match="cluster lost: Spark says FAILED") as failure:
        conclude(LOG, settings(tmp_path), left, "Spark says FAILED")
    assert not isinstance(failure.value, AirflowFailException)


def test_the_log_says_what_each_job_of_the_run_did(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    attempts = tmp_path / "_runs" / "2026-10-03-001" / "attempts"
    attempts.mkdir(parents=True)
    for ordinal, state, counts, reason in ((1, "succeeded", {"rows": 7}, ""), (2, "failed", {}, "no price")):
        attempt = {"ordinal": ordinal, "job": "meter", "state": state, "millis": 1500, "counts": counts}
        (attempts / f"00{ordinal}-meter-1.json").write_text(json.dumps({**attempt, "reason": reason}))

    assert describe_run(str(tmp_path), "2026-10-03-001") == [
        "meter succeeded in 1.5 s: rows 7",
        "meter failed in 1.5 s: no price",
    ]


def test_a_record_that_is_not_there_yet_is_no_error(tmp_path: Path) -> None:
    assert read_record(str(tmp_path / "none.json")) is None


def test_records_lie_below_the_lake_and_attempts_do_not_share_one() -> None:
    path = record_path("/lake/", "nightly", "scheduled__2026-10-03T02:30:00+00:00", "nightly-2")
    assert path == "/lake/_runs/commands/nightly/scheduled__2026-10-03T02_30_00_00_00/nightly-2.json"


def test_a_driver_that_works_or_waits_for_a_worker_is_not_lost() -> None:
    watch = Watch(LOST_AFTER)
    for second in range(0, 1000, 10):
        assert watch.see(None, "SUBMITTED", second) is None
    for second in range(1000, 2000, 10):
        assert watch.see(record("started", -1), "RUNNING", second) is None


@pytest.mark.parametrize("state", ["FAILED", "KILLED", "ERROR", "FINISHED"])
def test_a_driver_that_ended_without_a_result_is_lost_once_its_record_cannot_come_any_more(state: str) -> None:
    watch = Watch(LOST_AFTER)
    settle = SETTLE.total_seconds()
    assert watch.see(record("started", -1), state, 0) is None
    assert watch.see(record("started", -1), state, settle - 1) is None
    lost = watch.see(record("started", -1), state, settle)
    assert lost and state in lost


def test_a_driver_that_the_master_forgot_lives_as_long_as_its_record_is_touched() -> None:
    watch = Watch(LOST_AFTER)
    for second in range(0, 600, 10):
        assert watch.see(record("started", -1, alive_at=str(second)), None, second) is None


def test_a_driver_that_nobody_knows_and_that_is_silent_is_lost() -> None:
    watch = Watch(LOST_AFTER)
    assert watch.see(record("started", -1), None, 0) is None
    assert watch.see(record("started", -1), None, 59) is None
    assert watch.see(record("started", -1), None, 60) is not None


def test_a_trigger_survives_being_stored() -> None:
    trigger = SubmissionTrigger("lakebill_spark", "driver-1", "/lake/record.json", 2.0, 60.0)
    path, arguments = trigger.serialize()
    assert path == "lakebill_airflow.triggers.SubmissionTrigger"
    assert SubmissionTrigger(**arguments).serialize() == (path, arguments)
    assert "secret" not in json.dumps(arguments)


def test_a_job_that_fails_at_once_is_told_of_when_the_scheduler_knows_of_the_deferral(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record("failed", 78).__dict__))
    waited: list[float] = []

    async def connection(name: str) -> Connection:
        return Connection(conn_id=name, conn_type="http", host="master", password="A" * 43)

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(BaseHook, "aget_connection", connection)
    monkeypatch.setattr(asyncio, "sleep", sleep)
    trigger = SubmissionTrigger("lakebill_spark", "driver-1", str(file), 2.0, 60.0)

    async def first() -> TriggerEvent:
        return await anext(trigger.run())

    event = asyncio.run(first())

    assert waited == [HANDOVER.total_seconds()]
    assert event.payload["lost"] is None
