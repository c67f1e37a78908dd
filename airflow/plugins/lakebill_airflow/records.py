"""What jobs say about themselves: the record of a command, and the records of the run that it worked on."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from airflow.sdk import ObjectStoragePath

#: Exit code of a job that will succeed later: another process writes to the lake, or the cluster was lost.
TRY_AGAIN = 75


@dataclass(frozen=True)
class CommandRecord:
    """The record of a command, as the contract in airflow/README.md has it."""

    state: str
    alive_at: str
    exit_code: int
    reason: str
    result: dict[str, Any]

    @property
    def is_over(self) -> bool:
        return self.state != "started"

    @property
    def run_id(self) -> str | None:
        """The billing run that the command worked on, as far as it said so."""
        return self.result.get("run_id")


def record_path(lake: str, *parts: str) -> str:
    """Where a command keeps its record: below the lake, named by what Airflow calls the attempt."""
    name = "/".join(re.sub(r"[^A-Za-z0-9._-]", "_", part) for part in parts)
    return f"{lake.rstrip('/')}/_runs/commands/{name}.json"


def read_record(path: str) -> CommandRecord | None:
    """The record, or nothing as long as the command has not begun."""
    document = _read(ObjectStoragePath(path))
    if document is None:
        return None
    result = document.get("result")
    return CommandRecord(
        state=document["state"],
        alive_at=document["alive_at"],
        exit_code=document["exit_code"],
        reason=document["reason"],
        result=result if isinstance(result, dict) else {},
    )


def describe_run(lake: str, run_id: str) -> list[str]:
    """One line per attempt at a job of a run: what it did and how long it took, or why it failed."""
    attempts = ObjectStoragePath(f"{lake.rstrip('/')}/_runs/{run_id}/attempts")
    if not attempts.exists():
        return [f"run {run_id} has no attempts in {attempts}"]
    documents = [_read(file) for file in attempts.iterdir() if file.name.endswith(".json")]
    lines = []
    for attempt in sorted((d for d in documents if d is not None), key=lambda d: d["ordinal"]):
        counts = ", ".join(f"{name} {count}" for name, count in sorted(attempt["counts"].items()))
        line = f"{attempt['job']} {attempt['state']} in {attempt['millis'] / 1000:.1f} s"
        lines.append(": ".join(part for part in (line, counts or attempt["reason"]) if part))
    return lines


def _read(file: ObjectStoragePath) -> dict[str, Any] | None:
    try:
        document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return document
