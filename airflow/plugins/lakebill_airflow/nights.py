"""Which date a DAG run bills."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo


def as_of(time_zone: str, dag_run: Any, as_of_param: str | None = None) -> str:
    """
    The date that decides what is due: what the run was asked for, else the end of its data interval.

    A run without an interval, started by hand or by an asset, bills the day it was meant to start.
    """
    if as_of_param:
        return date.fromisoformat(as_of_param).isoformat()
    moment: datetime = dag_run.data_interval_end or dag_run.run_after
    return moment.astimezone(ZoneInfo(time_zone)).date().isoformat()
