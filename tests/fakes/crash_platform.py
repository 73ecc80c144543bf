"""A chat platform on loopback that outlives the engines which crash: what it stores is what people saw.

It takes one request after the other, in the order of their connections, so what was posted before somebody asks for it
is there when they do. It also tells its workers the time and when to stop.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Condition, Thread
from typing import Any


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as its reader sees it: whose it is, under which key it was posted, and which nudges it tells."""

    whom: str
    key: str
    at: datetime
    names: tuple[str, ...]
    nudges: tuple[str, ...]


class CrashPlatform:
    """The platform, while it is entered."""

    def __init__(self, now: datetime) -> None:
        self.seen: list[Seen] = []
        self.now = now
        self._stopped = False
        self._asked = Condition()
        platform = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 10

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                content = json.dumps(platform.answer(self.path, asked)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = _Quiet(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> "CrashPlatform":
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def move(self, to: datetime) -> None:
        """Let time pass for the workers, never back."""
        with self._asked:
            self.now = max(self.now, to)

    def stop(self) -> None:
        """Tell the workers to end."""
        with self._asked:
            self._stopped = True

    def wait_for_a_worker(self) -> None:
        """Wait until a worker has done a round and asks for the time; raises TimeoutError if none does."""
        with self._asked:
            if not self._asked.wait(20):
                raise TimeoutError("no worker asks for the time any more")

    def answer(self, path: str, asked: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request: to store, to look for, or what time it is."""
        with self._asked:
            match path:
                case "/post":
                    self.seen.append(_seen(asked))
                    return {"id": str(len(self.seen))}
                case "/look":
                    return {"id": self._find(asked["whom"], asked["key"], datetime.fromisoformat(asked["since"]))}
                case _:
                    self._asked.notify_all()
                    return {"now": self.now.isoformat(), "stopped": self._stopped}

    def _find(self, whom: str, key: str, since: datetime) -> str | None:
        for number, each in enumerate(self.seen, 1):
            if (each.whom, each.key) == (whom, key) and each.at >= since:
                return str(number)
        return None


class _Quiet(HTTPServer):
    """A worker that is killed leaves its connection in the middle of a word; that is what this is about."""

    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        pass


def _seen(asked: dict[str, Any]) -> Seen:
    return Seen(
        whom=asked["whom"],
        key=asked["key"],
        at=datetime.fromisoformat(asked["at"]),
        names=tuple(asked["names"]),
        nudges=tuple(asked["nudges"]),
    )
