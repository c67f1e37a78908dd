"""Which lake is billed, when, and by which cluster: one small YAML file per lake."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

#: Names the file in the environment of the scheduler, the workers and the triggerer.
VARIABLE = "LAKEBILL_AIRFLOW_SETTINGS"

MAIN_CLASS = "io.lakebill.jobs.cli.Lakebill"


class BadSettings(ValueError):
    """The settings cannot be used; the message has every problem in them."""


@dataclass(frozen=True)
class Settings:
    """The settings of one lake. A value that exists is valid."""

    #: Directory or URI of the lake, as workers of Spark and of Airflow both see it.
    lake: str
    #: The first night that is billed.
    start: date
    #: The last night that starts by itself, for a lake that is closed some day.
    end: date = date(2999, 12, 31)
    #: Catalog, accounts and source documents, as Spark's workers see them; empty means: what is in the lake.
    catalog: str = ""
    accounts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cron: str = "30 2 * * *"
    time_zone: str = "UTC"
    dag_id: str = "lakebill_nightly"
    #: "night": one submission bills the night. "job": a task and a submission per job.
    tasks: str = "night"
    #: "rest": Spark's REST submission server. "spark-submit": SparkSubmitOperator, on Airflow's workers.
    submit: str = "rest"
    connection: str = "lakebill_spark"
    master: str = "spark://localhost:7077"
    #: The application jar as Spark's workers see it, and jars that the cluster lacks, such as Delta's.
    application: str = ""
    jars: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    pool: str = "lakebill"
    retries: int = 6
    retry_delay: timedelta = timedelta(minutes=10)
    #: How long a driver may be silent while nobody can say that it runs, before it counts as lost.
    lost_after: timedelta = timedelta(minutes=3)
    poll: timedelta = timedelta(seconds=10)
    #: When invoices must be there, counted from when the night was queued.
    deadline: timedelta = timedelta(hours=4)

    @property
    def lake_uri(self) -> str:
        """The lake as a URI, also where a directory was given."""
        lake = self.lake.rstrip("/")
        return lake if "://" in lake else f"file://{lake}"

    @staticmethod
    def load(file: str | os.PathLike[str] | None = None) -> Settings:
        """Reads a file, by default the one that LAKEBILL_AIRFLOW_SETTINGS names."""
        name = file or os.environ.get(VARIABLE)
        if not name:
            raise BadSettings(f"{VARIABLE} does not name a settings file; see airflow/README.md")
        try:
            document = yaml.safe_load(Path(name).read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as e:
            raise BadSettings(f"cannot read the settings {name}: {e}") from e
        if not isinstance(document, dict):
            raise BadSettings(f"{name}: must be a mapping of settings")
        return Settings.of(document, str(name))

    @staticmethod
    def of(document: dict[str, Any], where: str = "settings") -> Settings:
        """Checks a document and reports all that is wrong in it at once."""
        problems: list[str] = []
        known = set(Settings.__dataclass_fields__)
        problems += [f"{key}: no such setting" for key in document if _field(key) not in known]
        problems += [f"{key}: is missing" for key in ("lake", "start", "application") if not document.get(key)]
        values: dict[str, Any] = {}
        for key, value in document.items():
            if _field(key) not in known:
                continue
            try:
                values[_field(key)] = _convert(key, value)
            except (TypeError, ValueError) as e:
                problems.append(f"{key}: {e}")
        problems += _contradictions(values)
        if problems:
            raise BadSettings(f"{where}: " + "; ".join(problems))
        return Settings(**values)


_DURATIONS = {
    "retry_delay_seconds": "retry_delay",
    "lost_after_seconds": "lost_after",
    "poll_seconds": "poll",
    "deadline_minutes": "deadline",
}
_LISTS = ("accounts", "sources", "jars")


def _field(key: str) -> str:
    return _DURATIONS.get(key, key)


def _convert(key: str, value: Any) -> Any:
    if key in _DURATIONS:
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            raise ValueError(f"must be a whole number above 0, not {value!r}")
        return timedelta(minutes=value) if key.endswith("minutes") else timedelta(seconds=value)
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError(f"must be a list of texts, not {value!r}")
        return tuple(value)
    if key == "properties":
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise ValueError("must map names of Spark's settings to texts; put numbers and truth values in quotes")
        return dict(value)
    if key == "retries":
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ValueError(f"must be a whole number, not {value!r}")
        return value
    if key in ("start", "end"):
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    if not isinstance(value, str):
        raise ValueError(f"must be a text, not {value!r}")
    return value


def _contradictions(values: dict[str, Any]) -> list[str]:
    problems = []
    for key, allowed in (("tasks", ("night", "job")), ("submit", ("rest", "spark-submit"))):
        if key in values and values[key] not in allowed:
            problems.append(f"{key}: must be one of {', '.join(allowed)}, not {values[key]}")
    try:
        ZoneInfo(values.get("time_zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        problems.append(f"time_zone: there is no time zone {values['time_zone']}")
    return problems
