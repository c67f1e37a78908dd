"""Spark's own REST submission server, with its JWS filter: submit, ask, kill."""

from __future__ import annotations

import base64
import binascii
import time
from dataclasses import dataclass
from typing import Any

import httpx
import jwt

#: A token is good for one call; the rest is for clocks that disagree.
TOKEN_SECONDS = 300

#: States in which a driver will do more; see org.apache.spark.deploy.master.DriverState.
ACTIVE = frozenset({"SUBMITTED", "RUNNING", "RELAUNCHING", "UNKNOWN"})


class SparkUnavailable(Exception):
    """The server did not answer, or cannot take submissions now; the same call may succeed later."""


class SparkRefused(Exception):
    """The server understood and said no; the same call will fail again."""


@dataclass(frozen=True)
class Submission:
    """What to run: an application jar, its arguments and Spark's settings."""

    name: str
    application: str
    main_class: str
    arguments: tuple[str, ...]
    properties: dict[str, str]


class SparkRest:
    """A client of one master. It holds no connection, so it can be used from any thread."""

    def __init__(self, url: str, secret_key: str, timeout: float = 20.0, transport: httpx.BaseTransport | None = None):
        """
        :param url: such as http://master:6066
        :param secret_key: base64url, as the master's setting spark.org.apache.spark.ui.JWSFilter.param.secretKey
        """
        self._url = url.rstrip("/")
        self._timeout = timeout
        self._transport = transport
        try:
            self._key = base64.urlsafe_b64decode(secret_key + "=" * (-len(secret_key) % 4))
        except (binascii.Error, ValueError) as e:
            raise SparkRefused(f"the secret key for {self._url} is not base64url: {e}") from e
        if len(self._key) < 32:
            raise SparkRefused(f"the secret key for {self._url} has {len(self._key)} bytes; HS256 needs at least 32")

    def create(self, submission: Submission, spark_version: str = "4.2.0") -> str:
        """Submits and returns the driver's id. Not repeated on failure: the server cannot tell copies apart."""
        answer = self._call(
            "POST",
            "/v1/submissions/create",
            {
                "action": "CreateSubmissionRequest",
                "appResource": submission.application,
                "mainClass": submission.main_class,
                "appArgs": list(submission.arguments),
                "clientSparkVersion": spark_version,
                "environmentVariables": {},
                "sparkProperties": submission.properties,
            },
        )
        if not answer.get("success") or not answer.get("submissionId"):
            raise SparkUnavailable(f"{self._url} did not take the submission: {answer.get('message', answer)}")
        return str(answer["submissionId"])

    def status(self, submission_id: str) -> str | None:
        """The driver's state, such as RUNNING; nothing if the master does not know it, or no longer."""
        answer = self._call("GET", f"/v1/submissions/status/{submission_id}")
        return str(answer["driverState"]) if answer.get("success") and answer.get("driverState") else None

    def kill(self, submission_id: str) -> bool:
        """Asks for the driver's end; false if it had ended or is not known."""
        return bool(self._call("POST", f"/v1/submissions/kill/{submission_id}").get("success"))

    def token(self, now: float | None = None) -> str:
        """A signed token of its own for each call."""
        issued = int(time.time() if now is None else now)
        return jwt.encode({"iat": issued, "exp": issued + TOKEN_SECONDS}, self._key, algorithm="HS256")

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token()}", "Content-Type": "application/json;charset=UTF-8"}
        try:
            with httpx.Client(timeout=self._timeout, transport=self._transport) as client:
                response = client.request(method, self._url + path, json=body, headers=headers)
        except httpx.HTTPError as e:
            raise SparkUnavailable(f"{self._url} does not answer: {e}") from e
        if response.status_code in (401, 403):
            raise SparkRefused(
                f"{self._url} refused the token ({response.status_code}): the connection's password must be the"
                " master's secret key, and both clocks must agree"
            )
        if response.status_code >= 500:
            raise SparkUnavailable(f"{self._url} answered {response.status_code}: {response.text[:500]}")
        try:
            answer: dict[str, Any] = response.json()
        except ValueError as e:
            raise SparkRefused(
                f"{self._url} answered {response.status_code} without JSON; is it Spark's REST server?"
            ) from e
        if response.status_code >= 400:
            raise SparkRefused(f"{self._url} answered {response.status_code}: {answer.get('message', answer)}")
        return answer
