"""Waits for a submitted job without holding a worker."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from airflow.sdk import BaseHook, Connection
from airflow.triggers.base import BaseTrigger, TriggerEvent

from lakebill_airflow.records import CommandRecord, read_record
from lakebill_airflow.spark import ACTIVE, SparkRefused, SparkRest, SparkUnavailable

#: A driver's last record may reach a shared disk after the master learns of its end.
SETTLE = timedelta(seconds=15)

#: A trigger that fires before the scheduler has heard of the deferral makes Airflow try the task again, whatever its
#: exception says: apache/airflow#72716. So a job that fails within seconds is told of only now.
HANDOVER = timedelta(seconds=15)


def spark_rest(connection: Connection) -> SparkRest:
    """The client of a connection: host, port, schema (http unless given), and the secret key as its password."""
    if not connection.host or not connection.password:
        raise SparkRefused(
            f"connection {connection.conn_id} needs the host of Spark's master and, as password, its secret key"
        )
    return SparkRest(
        f"{connection.schema or 'http'}://{connection.host}:{connection.port or 6066}", connection.password
    )


class Watch:
    """Decides from what is seen of a driver and of its record whether the driver is lost. Knows no clock."""

    def __init__(self, lost_after: timedelta):
        self._lost_after = lost_after.total_seconds()
        self._alive_at: str | None = None
        self._changed: float | None = None
        self._ended: float | None = None

    def see(self, record: CommandRecord | None, state: str | None, now: float) -> str | None:
        """
        Why the driver is lost, or nothing while there is hope.

        :param state: the driver's state as the master says; nothing if nobody knows the driver
        :param now: seconds that only grow
        """
        alive_at = record.alive_at if record else None
        if self._changed is None or alive_at != self._alive_at or state in ACTIVE:
            self._changed = now
        self._alive_at = alive_at
        if state is not None and state not in ACTIVE:
            self._ended = now if self._ended is None else self._ended
            if now - self._ended >= SETTLE.total_seconds():
                return f"Spark says {state}, and the job left no result: its driver was killed or never started"
            return None
        self._ended = None
        silent = now - self._changed
        if silent >= self._lost_after:
            return f"nobody knows the driver, and it has been silent for {silent:.0f} s"
        return None


class SubmissionTrigger(BaseTrigger):
    """Fires when the job's record says that it is over, or when its driver is lost."""

    def __init__(self, connection_id: str, submission_id: str, record: str, poll: float, lost_after: float):
        super().__init__()  # type: ignore[no-untyped-call]
        self.connection_id = connection_id
        self.submission_id = submission_id
        self.record = record
        self.poll = poll
        self.lost_after = lost_after

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (
            "lakebill_airflow.triggers.SubmissionTrigger",
            {
                "connection_id": self.connection_id,
                "submission_id": self.submission_id,
                "record": self.record,
                "poll": self.poll,
                "lost_after": self.lost_after,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        spark = spark_rest(await BaseHook.aget_connection(self.connection_id))
        await asyncio.sleep(HANDOVER.total_seconds())
        watch = Watch(timedelta(seconds=self.lost_after))
        told: str | None = ""
        while True:
            record = await asyncio.to_thread(read_record, self.record)
            if record is not None and record.is_over:
                yield self._event(None)
                return
            state = await self._state(spark)
            if state != told:
                self.log.info("driver %s: %s", self.submission_id, state or "not known to the master")
                told = state
            lost = watch.see(record, state, time.monotonic())
            if lost is not None:
                await self._kill(spark)
                yield self._event(lost)
                return
            await asyncio.sleep(self.poll)

    async def on_kill(self) -> None:
        """Somebody cleared or marked the task: the job must not go on behind their back."""
        await self._kill(spark_rest(await BaseHook.aget_connection(self.connection_id)))

    def _event(self, lost: str | None) -> TriggerEvent:
        return TriggerEvent({"submission_id": self.submission_id, "record": self.record, "lost": lost})

    async def _state(self, spark: SparkRest) -> str | None:
        try:
            return await asyncio.to_thread(spark.status, self.submission_id)
        except (SparkUnavailable, SparkRefused) as e:
            self.log.warning("cannot ask for driver %s: %s", self.submission_id, e)
            return None

    async def _kill(self, spark: SparkRest) -> None:
        try:
            await asyncio.to_thread(spark.kill, self.submission_id)
        except (SparkUnavailable, SparkRefused) as e:
            self.log.warning("cannot kill driver %s: %s", self.submission_id, e)
