"""What the operator does when it begins: submit, or wait for what an earlier attempt has submitted."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from airflow.sdk import BaseHook
from airflow.sdk.exceptions import AirflowException, AirflowFailException, TaskDeferred

from lakebill_airflow import operators
from lakebill_airflow.operators import SUBMISSION, LakebillOperator
from lakebill_airflow.settings import Settings
from lakebill_airflow.spark import SparkRest
from lakebill_airflow.triggers import SubmissionTrigger

SECRET = base64.urlsafe_b64encode(bytes(32)).decode()
Answer = Callable[[httpx.Request], httpx.Response]


class Master:
    """A master's answers, and what it was asked."""

    def __init__(self, driver_state: str | None = None, refusal: int | None = None):
        self.driver_state = driver_state
        self.refusal = refusal
        self.submitted: list[dict[str, Any]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.refusal is not None:
            return httpx.Response(self.refusal, json={})
        if request.url.path.endswith("/create"):
            self.submitted.append(json.loads(request.content))
            return httpx.Response(200, json={"success": True, "submissionId": "driver-new"})
        if self.driver_state is None:
            return httpx.Response(200, json={"success": False})
        return httpx.Response(200, json={"success": True, "driverState": self.driver_state})


class Store(dict[str, Any]):
    """What an attempt leaves for the next one, as Airflow's task state store keeps it."""

    def set(self, key: str, value: Any) -> None:
        self[key] = value


@pytest.fixture
def attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Master, Store], SubmissionTrigger]:
    """Executes an attempt against a master, and returns what it waits for."""

    def execute(master: Master, store: Store) -> SubmissionTrigger:
        monkeypatch.setattr(BaseHook, "get_connection", lambda name: None)
        monkeypatch.setattr(
            operators, "spark_rest", lambda c: SparkRest("http://m:6066", SECRET, transport=httpx.MockTransport(master))
        )
        settings = Settings.of(
            {
                "lake": str(tmp_path),
                "start": "2026-10-01",
                "application": "file:/lakebill.jar",
                "jars": ["file:/delta.jar"],
                "properties": {"spark.cores.max": "4"},
            }
        )
        operator = LakebillOperator(task_id="nightly", arguments=["nightly", ""], settings=settings)
        ti = SimpleNamespace(dag_id="lakebill", run_id="night:1", task_id="nightly", try_number=2)
        with pytest.raises(TaskDeferred) as deferred:
            operator.execute({"ti": ti, "task_state_store": store})  # type: ignore[typeddict-item]
        assert isinstance(deferred.value.trigger, SubmissionTrigger)
        return deferred.value.trigger

    return execute


Attempt = Callable[[Master, Store], SubmissionTrigger]


def test_a_first_attempt_submits_and_leaves_its_driver_for_the_next_one(attempt: Attempt, tmp_path: Path) -> None:
    master, store = Master(), Store()
    waits_for = attempt(master, store)

    (submitted,) = master.submitted
    record = f"{tmp_path}/_runs/commands/lakebill/night_1/nightly-2.json"
    assert submitted["appArgs"] == ["nightly", "--lake", str(tmp_path), "--json"]
    assert submitted["sparkProperties"]["spark.lakebill.record"] == record
    assert submitted["sparkProperties"]["spark.jars"] == "file:/lakebill.jar,file:/delta.jar"
    assert submitted["sparkProperties"]["spark.cores.max"] == "4"
    assert waits_for.record == record
    assert store[SUBMISSION] == {"submission_id": "driver-new", "record": record}


def test_a_driver_of_an_earlier_attempt_that_is_at_work_is_waited_for(attempt: Attempt, tmp_path: Path) -> None:
    master = Master(driver_state="RUNNING")
    before = {"submission_id": "driver-old", "record": str(tmp_path / "old.json")}
    waits_for = attempt(master, Store({SUBMISSION: before}))

    assert master.submitted == []
    assert (waits_for.submission_id, waits_for.record) == ("driver-old", before["record"])


@pytest.mark.parametrize("state", [None, "FAILED", "KILLED", "FINISHED"])
def test_a_driver_that_is_gone_is_replaced(attempt: Attempt, tmp_path: Path, state: str | None) -> None:
    master = Master(driver_state=state)
    before = {"submission_id": "driver-old", "record": str(tmp_path / "old.json")}
    assert attempt(master, Store({SUBMISSION: before})).submission_id == "driver-new"


def test_a_job_that_is_over_is_done_again_when_somebody_clears_its_task(attempt: Attempt, tmp_path: Path) -> None:
    record = {"state": "succeeded", "alive_at": "", "exit_code": 0, "reason": "", "result": {}}
    (tmp_path / "old.json").write_text(json.dumps(record))
    before = {"submission_id": "driver-old", "record": str(tmp_path / "old.json")}
    assert attempt(Master(driver_state="RUNNING"), Store({SUBMISSION: before})).submission_id == "driver-new"


def test_a_refused_token_is_final(attempt: Attempt) -> None:
    with pytest.raises(AirflowFailException, match="secret key"):
        attempt(Master(refusal=403), Store())


def test_a_master_that_is_away_is_a_lost_cluster(attempt: Attempt) -> None:
    with pytest.raises(AirflowException, match="cluster lost") as failure:
        attempt(Master(refusal=503), Store())
    assert not isinstance(failure.value, AirflowFailException)
