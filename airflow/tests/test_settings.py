"""Settings are valid, or refused with everything that is wrong in them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from lakebill_airflow.settings import BadSettings, Settings

LEAST = {"lake": "/lake", "start": "2026-10-01", "application": "file:/lakebill.jar"}


def test_three_settings_are_enough() -> None:
    settings = Settings.of(dict(LEAST))
    assert settings.start == date(2026, 10, 1)
    assert settings.tasks == "night"
    assert settings.submit == "rest"


def test_durations_name_their_unit() -> None:
    settings = Settings.of({**LEAST, "retry_delay_seconds": 90, "deadline_minutes": 30})
    assert settings.retry_delay == timedelta(seconds=90)
    assert settings.deadline == timedelta(minutes=30)


def test_a_directory_and_a_uri_both_name_a_lake() -> None:
    assert Settings.of(dict(LEAST)).lake_uri == "file:///lake"
    assert Settings.of({**LEAST, "lake": "file:///lake/"}).lake_uri == "file:///lake"


def test_all_problems_are_reported_at_once() -> None:
    with pytest.raises(BadSettings) as refused:
        Settings.of({"lake": "/lake", "tasks": "week", "retrys": 3, "time_zone": "Mars/Olympus"}, "lakebill.yaml")
    message = str(refused.value)
    assert message.startswith("lakebill.yaml: ")
    for part in ("start: is missing", "application: is missing", "tasks: must be one of night, job", "retrys: no such"):
        assert part in message
    assert "time_zone: there is no time zone Mars/Olympus" in message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("retries", -1),
        ("retries", True),
        ("poll_seconds", 0),
        ("sources", "one.yaml"),
        ("properties", {"spark.cores.max": 2}),
        ("cron", 5),
        ("start", "tomorrow"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(key: str, value: object) -> None:
    with pytest.raises(BadSettings, match=f"{key}: "):
        Settings.of({**LEAST, key: value})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"nowhere\.yaml"):
        Settings.load(tmp_path / "nowhere.yaml")
