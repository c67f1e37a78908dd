"""Operators that run a command of Lakebill on a cluster. The job's own record decides what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import BaseHook, BaseOperator, Context
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from lakebill_airflow.records import TRY_AGAIN, CommandRecord, describe_run, read_record, record_path
from lakebill_airflow.settings import MAIN_CLASS, Settings
from lakebill_airflow.spark import ACTIVE, SparkRefused, SparkRest, SparkUnavailable, Submission
from lakebill_airflow.triggers import SubmissionTrigger, spark_rest

RECORD_SETTING = "spark.lakebill.record"

#: The key under which an attempt leaves its driver's id for the next one.
SUBMISSION = "lakebill_submission"


def attempt_record(settings: Settings, context: Context) -> str:
    """The record of this attempt at this task."""
    ti = context["ti"]
    return record_path(settings.lake, ti.dag_id, ti.run_id, f"{ti.task_id}-{ti.try_number}")


def conclude(log: Any, settings: Settings, record: CommandRecord | None, lost: str | None) -> dict[str, Any]:
    """
    The job's result, or the exception that is Airflow's word for its failure.

    :raises AirflowException: worth a retry: exit code 75, or a lost driver
    :raises AirflowFailException: everything else, with the reason that the job gave
    """
    if record is None or not record.is_over:
        raise AirflowException(f"cluster lost: {lost or 'the job ended without a result'}; a retry goes on or repeats")
    run_id = record.run_id
    if run_id is not None:
        for line in describe_run(settings.lake, run_id):
            log.info("%s: %s", run_id, line)
    if record.state == "succeeded":
        log.info("done: %s", record.result)
        return record.result
    message = f"exit code {record.exit_code}: {record.reason or 'no reason given'}"
    if record.exit_code == TRY_AGAIN:
        raise AirflowException(f"{message}; will be tried again")
    raise AirflowFailException(message)


class LakebillOperator(BaseOperator):
    """Submits a command to Spark's REST server and waits deferred until its record says that it is over."""

    template_fields: Sequence[str] = ("arguments",)

    def __init__(self, *, arguments: Sequence[str], settings: Settings, **kwargs: Any):
        """
        :param arguments: the command line, without --lake and --json
        """
        super().__init__(**kwargs)
        self.arguments = list(arguments)
        self.settings = settings
        self._submission_id: str | None = None

    def execute(self, context: Context) -> Any:
        spark = self._spark()
        store = context.get("task_state_store")
        before: Any = store.get(SUBMISSION) if store is not None else None
        if before and self._is_at_work(spark, before):
            self.log.info("driver %s of an earlier attempt is still at work; waiting for it", before["submission_id"])
            self._wait(before["submission_id"], before["record"])
        record = attempt_record(self.settings, context)
        submission = self._submission(record)
        self.log.info("submitting: lakebill %s", " ".join(submission.arguments))
        try:
            self._submission_id = spark.create(submission)
        except SparkUnavailable as e:
            raise AirflowException(f"cluster lost: {e}") from e
        except SparkRefused as e:
            raise AirflowFailException(str(e)) from e
        if store is not None:
            store.set(SUBMISSION, {"submission_id": self._submission_id, "record": record})
        self.log.info("driver %s, record %s", self._submission_id, record)
        self._wait(self._submission_id, record)

    def resume(self, context: Context, event: dict[str, Any]) -> dict[str, Any]:
        """Called when the trigger has fired."""
        return conclude(self.log, self.settings, read_record(event["record"]), event["lost"])

    def on_kill(self) -> None:
        """Between submission and deferral the driver would go on unseen; later the trigger ends it."""
        if self._submission_id is not None:
            self._spark().kill(self._submission_id)

    def _spark(self) -> SparkRest:
        try:
            return spark_rest(BaseHook.get_connection(self.settings.connection))
        except SparkRefused as e:
            raise AirflowFailException(str(e)) from e

    def _is_at_work(self, spark: SparkRest, before: dict[str, str]) -> bool:
        record = read_record(before["record"])
        if record is not None and record.is_over:
            return False
        try:
            return spark.status(before["submission_id"]) in ACTIVE
        except SparkUnavailable as e:
            raise AirflowException(f"cluster lost: {e}") from e
        except SparkRefused as e:
            raise AirflowFailException(str(e)) from e

    def _submission(self, record: str) -> Submission:
        settings = self.settings
        properties = {
            **settings.properties,
            "spark.app.name": f"lakebill {self.task_id}",
            "spark.master": settings.master,
            "spark.submit.deployMode": "cluster",
            "spark.jars": ",".join((settings.application, *settings.jars)),
            RECORD_SETTING: record.removeprefix("file://"),
        }
        arguments = tuple(command_line(self.arguments, settings.lake))
        return Submission(str(properties["spark.app.name"]), settings.application, MAIN_CLASS, arguments, properties)

    def _wait(self, submission_id: str, record: str) -> None:
        self.defer(
            trigger=SubmissionTrigger(
                connection_id=self.settings.connection,
                submission_id=submission_id,
                record=record,
                poll=self.settings.poll.total_seconds(),
                lost_after=self.settings.lost_after.total_seconds(),
            ),
            method_name="resume",
        )


class LakebillSparkSubmitOperator(SparkSubmitOperator):
    """The same through spark-submit in client mode on Airflow's worker, for clusters without the REST server."""

    template_fields: Sequence[str] = (*SparkSubmitOperator.template_fields, "arguments")

    def __init__(self, *, arguments: Sequence[str], settings: Settings, **kwargs: Any):
        """
        :param arguments: the command line, without --lake and --json
        """
        super().__init__(
            conn_id=settings.connection,
            application=settings.application,
            java_class=MAIN_CLASS,
            jars=",".join(settings.jars) or None,
            deploy_mode="client",
            **kwargs,
        )
        self.arguments = list(arguments)
        self.settings = settings

    def execute(self, context: Context) -> Any:
        record = attempt_record(self.settings, context)
        self.conf = {**self.settings.properties, RECORD_SETTING: record.removeprefix("file://")}
        self.application_args = command_line(self.arguments, self.settings.lake)
        lost = None
        try:
            super().execute(context)
        except Exception as e:
            # spark-submit only says that it failed; the record says how.
            lost = str(e)
        return conclude(self.log, self.settings, read_record(record), lost)


def command_line(arguments: Sequence[str], lake: str) -> list[str]:
    """The whole command: what a template left empty is left out, and a result for machines is asked for."""
    words = [word for word in arguments if word]
    has_result = words[:2] not in (["catalog", "apply"], ["accounts", "import"])
    return [*words, "--lake", lake, *(["--json"] if has_result else [])]
