"""From when a night's deadline counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from airflow.sdk.definitions.deadline import BaseDeadlineReference


class NightQueued(BaseDeadlineReference):
    """
    The moment at which a night is queued.

    Airflow has a reference of its own for it, with which no run can be cleared: apache/airflow#70368.
    """

    def _evaluate_with(self, **kwargs: Any) -> datetime:
        return datetime.now(UTC)
