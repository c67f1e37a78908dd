"""The client of Spark's REST server, over the answers that server gives."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import httpx
import jwt
import pytest

from lakebill_airflow.spark import SparkRefused, SparkRest, SparkUnavailable, Submission

KEY = bytes(range(32))
SECRET = base64.urlsafe_b64encode(KEY).decode().rstrip("=")
SUBMISSION = Submission("night", "file:/lakebill.jar", "Main", ("nightly",), {"spark.master": "spark://m:7077"})


def client(answer: Callable[[httpx.Request], httpx.Response]) -> SparkRest:
    return SparkRest("http://master:6066/", SECRET, transport=httpx.MockTransport(answer))


def says(status: int, document: object) -> SparkRest:
    return client(lambda request: httpx.Response(status, json=document))


def test_a_submission_has_everything_that_the_server_asks_for() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"success": True, "submissionId": "driver-1"})

    assert client(answer).create(SUBMISSION) == "driver-1"
    body = json.loads(seen[0].content)
    assert body["appArgs"] == ["nightly"]
    assert body["sparkProperties"] == {"spark.master": "spark://m:7077"}
    token = seen[0].headers["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, KEY, algorithms=["HS256"])
    assert claims["exp"] - claims["iat"] == 300


def test_an_unknown_driver_has_no_state_though_the_server_answers_200() -> None:
    assert says(200, {"success": False, "submissionId": "driver-9"}).status("driver-9") is None
    assert says(200, {"success": True, "driverState": "RUNNING"}).status("driver-1") == "RUNNING"


def test_a_master_that_is_recovering_may_be_asked_again() -> None:
    with pytest.raises(SparkUnavailable, match="RECOVERING"):
        says(200, {"success": False, "message": "Current state is not alive: RECOVERING"}).create(SUBMISSION)


def test_a_refused_token_names_the_setting() -> None:
    with pytest.raises(SparkRefused, match="secret key"):
        says(403, {"message": "JWT Validate Fail"}).status("driver-1")


def test_a_server_in_trouble_may_be_asked_again_and_another_server_not() -> None:
    with pytest.raises(SparkUnavailable, match="503"):
        says(503, {}).status("driver-1")
    with pytest.raises(SparkRefused, match="is it Spark"):
        client(lambda request: httpx.Response(200, text="<html>")).status("driver-1")


def test_a_server_that_does_not_answer_may_be_asked_again() -> None:
    def unreachable(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("connection refused")

    with pytest.raises(SparkUnavailable, match="connection refused"):
        client(unreachable).kill("driver-1")


@pytest.mark.parametrize(("secret", "why"), [("c2hvcnQ", "at least 32"), ("é" * 44, "base64url")])
def test_a_key_that_cannot_sign_is_refused_before_any_call(secret: str, why: str) -> None:
    with pytest.raises(SparkRefused, match=why):
        SparkRest("http://master:6066", secret)
