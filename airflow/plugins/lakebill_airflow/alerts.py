"""What happens when a deadline passes."""

from __future__ import annotations

import logging
from typing import Any

log = logging.getLogger(__name__)


async def night_is_late(context: dict[str, Any] | None = None, **kwargs: Any) -> None:
    """Says in the triggerer's log which night is late. Replace it by a notifier of your own, such as mail or chat."""
    run = (context or {}).get("dag_run") or {}
    name = run.get("dag_run_id") if isinstance(run, dict) else getattr(run, "run_id", None)
    log.error("the night %s has not been billed in time; `lakebill airflow status` tells where it stands", name)
