"""The adapter of a worker: it posts to the platform of the test over loopback, and can die while it does."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPConnection
from typing import Any

from bot.chat.adapter import Dispatcher, Outcome, Posted, Refused
from bot.chat.message import Card, Message
from bot.domain.user import Account, Platform
from bot.ports import Clock


class LoopbackAdapter:
    """Speaks for Slack to the platform of the test."""

    platform = Platform.SLACK
    pace = 1000.0

    def __init__(self, port: int, clock: Clock, hit: Callable[[str], None]) -> None:
        self._port = port
        self._clock = clock
        self._hit = hit

    async def run(self, dispatcher: Dispatcher) -> None:
        """Nobody writes from here."""
        await asyncio.Event().wait()

    def trouble(self) -> str | None:
        """None: it is on this machine."""
        return None

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Post, and read the answer."""
        self._hit("before post")
        cards = [part for part in message.parts if isinstance(part, Card)]
        said = {
            "whom": account.external,
            "key": key,
            "at": self._clock().isoformat(),
            "names": [next(span.text for span in reversed(card.title) if span.bold) for card in cards],
            "nudges": [card.buttons[0].action.args[0] for card in cards],
        }
        answer = await asyncio.to_thread(self.ask, "/post", said)
        self._hit("after post")
        return Posted(f"D{account.external}", answer["id"])

    async def announce(self, scope: str, channel: str, message: Message, key: str) -> Outcome:
        """Nobody is greeted here."""
        return Refused("there are no channels")

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """Ask for the message with that key."""
        asked = {"whom": account.external, "key": key, "since": since.isoformat()}
        answer = await asyncio.to_thread(self.ask, "/look", asked)
        self._hit("after look")
        return Posted(f"D{account.external}", answer["id"]) if answer["id"] is not None else None

    async def amend(self, account: Account, posted: Posted, message: Message | None) -> Outcome:
        """Nobody is forgotten here."""
        return posted

    def ask(self, path: str, asked: dict[str, Any]) -> dict[str, Any]:
        """The platform's answer."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            connection.request("POST", path, json.dumps(asked))
            if path == "/post":
                self._hit("while posting")
            found: dict[str, Any] = json.loads(connection.getresponse().read())
            return found
        finally:
            connection.close()
