"""HTTP on the session's Unix socket. The socket says who calls, so there is nothing to sign in with."""

import http.client
import json
import os
import socket
from urllib.parse import quote, urlencode

from ._refusal import NoBroker, Refusal


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: str):
        super().__init__("broker")
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(self._path)


def get(*segments: str, accept: str = "application/json", **parameters) -> tuple:
    """Body (bytes) and headers of the answer; None parameters are left out. Raises Refusal or NoBroker."""
    path = os.environ.get("WORKBENCH_BROKER")
    if not path:
        raise NoBroker("There are no cohorts here: this Python does not run in a workbench session.")
    target = "/v1/" + "/".join(quote(segment, safe="") for segment in segments)
    given = {name: value for name, value in parameters.items() if value is not None}
    if given:
        target += "?" + urlencode(given)
    connection = _Connection(path)
    try:
        connection.request("GET", target, headers={"Accept": accept})
        answer = connection.getresponse()
        body = answer.read()
    except OSError as error:
        raise NoBroker(f"The workbench's broker does not answer ({error.strerror or error}). Restart the kernel; "
                       "if it stays so, tell the administrator.") from None
    finally:
        connection.close()
    if answer.status == 200:
        return body, answer.headers
    raise Refusal(_problem(body), answer.status) from None


def get_json(*segments: str, **parameters) -> dict:
    return json.loads(get(*segments, **parameters)[0])


def _problem(body: bytes) -> dict:
    try:
        problem = json.loads(body)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}
