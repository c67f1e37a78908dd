"""Tells Airflow what of Lakebill it has to find by name."""

from __future__ import annotations

from typing import Any

from airflow.plugins_manager import AirflowPlugin

from lakebill_airflow.deadlines import NightQueued


class LakebillPlugin(AirflowPlugin):
    """Found by Airflow in the plugins folder."""

    name = "lakebill"
    deadline_references: list[Any] = [NightQueued]  # noqa: RUF012 (as AirflowPlugin has it)
