"""A person in front of Slack: types commands, presses buttons, fills forms in, and sees what follows."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tests.fakes import slack_payloads as payloads
from tests.fakes.slack_modal import ClientRefused, Modal, initial_state
from tests.fakes.slack_objects import view_of
from tests.fakes.slack_rules import Json, elements_of
from tests.fakes.slack_socket import Envelope
from tests.fakes.slack_things import Conversation, Member, Post, Refusal, Seat, Sight, StoredFile, View

if TYPE_CHECKING:
    from tests.fakes.slack import FakeSlack

Shown = Post | Modal

_SENT = frozenset({"action_id", "type", "text", "value", "style"})

SECONDS = 5.0  # how long a person looks at the screen before saying that nothing happened


class Person:
    """What one member does and sees. What an action returns is the first thing that changes before their eyes."""

    def __init__(self, slack: "FakeSlack", member: Member) -> None:
        self.slack = slack
        self.member = member
        self._sights: asyncio.Queue[Sight] = asyncio.Queue()
        self._typed: dict[tuple[str, str], dict[str, Json]] = {}

    @property
    def id(self) -> str:
        return self.member.id

    @property
    def sees(self) -> list[Post]:
        """Every message visible to this person now, oldest first."""
        return self.slack.world.visible(self.id)

    @property
    def modal(self) -> Modal | None:
        """The modal on top of the screen."""
        stack = self.slack.world.stacks.get(self.id)
        return Modal(self, stack[-1]) if stack else None

    @property
    def home(self) -> Json | None:
        """The App Home as it was last published."""
        home = self.slack.world.homes.get(self.id)
        return home.content if home else None

    @property
    def at_home(self) -> Modal:
        """The App Home in this person's hands."""
        return Modal(self, self.slack.world.homes[self.id])

    def dm(self) -> list[Post]:
        """The messages in the direct messages with the app, oldest first."""
        return [post for post in self.sees if post.channel == self._direct.id]

    async def next(self, within: float = SECONDS) -> Shown:
        """The next thing that changes before this person's eyes; fails if nothing does."""
        try:
            sight = await asyncio.wait_for(self._sights.get(), within)
        except TimeoutError:
            raise AssertionError(f"{self.member.name} saw nothing new in {within} s") from None
        return Modal(self, sight) if isinstance(sight, View) else sight

    async def command(self, name: str, text: str = "", *, channel: str | None = None) -> Shown:
        """Type a slash command, in #general unless told otherwise; "dm" is the direct messages with the app."""
        where = self._direct if channel == "dm" else self.slack.world.channel(channel or "general", self.id)
        response_url = self.slack.response_address(self.slack.world.response_url(self.id, where.id, None))
        payload = payloads.slash_command(
            self.member,
            where,
            name,
            payloads.escaped(text, self.slack.world.members.values(), self.slack.world.conversations.values()),
            trigger=self.slack.world.trigger(self.id),
            response_url=response_url,
        )
        answer = (await self.act("slash_commands", payload)).answer
        if answer:
            self._answered_at_once(where, answer)
        return await self.next()

    async def press(self, label: str, *, on: Shown | None = None, nth: int = 0) -> Shown:
        """Press the button with that text: in the open modal, else in the newest message that has it."""
        target = on or self._newest_with(label)
        content = target.view.content if isinstance(target, Modal) else target.content
        found = [pair for pair in _pressable(content) if pair[1]["text"]["text"] == label]
        if len(found) <= nth:
            raise ClientRefused(f"no button {label!r} number {nth} in: {target.text}")
        block, element = found[nth]
        action = {key: value for key, value in element.items() if key in _SENT} | {"block_id": block["block_id"]}
        return await self._acted(target, action)

    async def shortcut(self, callback_id: str, *, on: Post | None = None) -> Shown:
        """Use a shortcut: one on a message, or one from anywhere."""
        trigger = self.slack.world.trigger(self.id)
        if on is None:
            payload = payloads.global_shortcut(self.member, callback_id, trigger=trigger)
        else:
            where = self.slack.world.conversations[on.channel]
            address = self.slack.response_address(self.slack.world.response_url(self.id, where.id, None))
            payload = payloads.message_shortcut(
                self.member, on, where, callback_id, trigger=trigger, response_url=address
            )
        await self.act("interactive", payload)
        return await self.next()

    async def choose(self, option: str, *, on: Shown | None = None) -> Shown:
        """Choose an option, by its text, from a menu in the open modal or in the newest message."""
        target = on or self.modal or self.sees[-1]
        content = target.view.content if isinstance(target, Modal) else target.content
        for block in content["blocks"]:
            for element in elements_of(block) if block["type"] in {"actions", "section"} else []:
                for one in element.get("options") or []:
                    if one["text"]["text"] == option:
                        action = {"action_id": element["action_id"], "type": element["type"], "selected_option": one}
                        return await self._acted(target, {**action, "block_id": block["block_id"]})
        raise ClientRefused(f"no option {option!r} in: {target.text}")

    async def suggest(self, label: str, query: str) -> list[str]:
        """The options that appear while typing into an external select of the open modal."""
        if self.modal is None:
            raise ClientRefused("no modal is open")
        return await self.modal.suggest(label, query)

    async def says(self, text: str, files: Sequence[StoredFile] = ()) -> Envelope:
        """Write to the app in the direct messages."""
        post = self.slack.world.post(self._direct.id, {"text": text}, author=self.id)
        content: Json = {"type": "message", "user": self.id, "text": text, "ts": post.ts, "channel": post.channel}
        content |= {"event_ts": post.ts, "channel_type": "im"}
        if files:
            content |= {"subtype": "file_share", "files": [self.slack.web.file_of(stored) for stored in files]}
        return await self._event(content)

    async def opens_home(self, tab: str = "home") -> Envelope:
        """Look at the App Home; a view that was published there is told with it."""
        where: Json = {"channel": self._direct.id, "tab": tab, "event_ts": self.slack.world.stamp()}
        if (home := self.slack.world.homes.get(self.id)) is not None and tab == "home":
            where["view"] = view_of(home, team=self.member.team)
        return await self._event({"type": "app_home_opened", "user": self.id, **where})

    def upload(self, name: str, content: bytes, mimetype: str = "application/octet-stream") -> StoredFile:
        """Put a file on Slack."""
        stored = StoredFile(f"F{self.slack.world.number()}", name, self.id, content, mimetype)
        self.slack.world.files[stored.id] = stored
        return stored

    def notice(self, sight: Sight) -> None:
        """Something changed before this person's eyes."""
        if not (isinstance(sight, Post) and sight.author == self.id):
            self._sights.put_nowait(sight)

    def typed(self, view: View) -> dict[str, Json]:
        """What stands in the fields of a view of theirs; a changed view starts anew."""
        return self._typed.setdefault((view.id, view.hash), initial_state(view.content))

    async def act(self, kind: str, payload: Json) -> Envelope:
        """Let Slack tell the app what was done; what was seen before is old news from here on."""
        while not self._sights.empty():
            self._sights.get_nowait()
        return await self.slack.way.send(kind, payload)

    @property
    def _direct(self) -> Conversation:
        return self.slack.world.direct(self.id)

    async def _event(self, content: Json) -> Envelope:
        seat = Seat(self.member.team, "", self.member.enterprise)
        return await self.slack.happens(content, seat)

    async def _acted(self, target: Shown, action: Json) -> Shown:
        world = self.slack.world
        action = {**action, "action_ts": world.stamp()}
        if isinstance(target, Modal):
            state = self.typed(target.view)
            payload = payloads.view_action(self.member, target.view, state, action, trigger=world.trigger(self.id))
        else:
            where = world.conversations[target.channel]
            address = self.slack.response_address(world.response_url(self.id, where.id, target))
            payload = payloads.message_action(
                self.member, target, where, action, trigger=world.trigger(self.id), response_url=address
            )
        await self.act("interactive", payload)
        return await self.next()

    def _newest_with(self, label: str) -> Shown:
        shown: list[Shown] = [*([self.modal] if self.modal else []), *reversed(self.sees)]
        for one in shown:
            if label in one.buttons:
                return one
        raise ClientRefused(f"no button {label!r}; {self.member.name} sees {[one.buttons for one in shown]}")

    def _answered_at_once(self, where: Conversation, answer: Json) -> None:
        try:
            self.slack.web.accept("acknowledgement", self.slack.rules.response(answer), "invalid_blocks")
        except Refusal:
            return
        said = {key: value for key, value in answer.items() if key in {"text", "blocks"}}
        in_channel = answer.get("response_type") == "in_channel"
        self.slack.world.post(where.id, said, only_for=None if in_channel else self.id)


def _pressable(content: Json) -> Iterator[tuple[Json, Json]]:
    for block in content.get("blocks") or []:
        for element in elements_of(block):
            if element["type"] == "button":
                yield block, element
