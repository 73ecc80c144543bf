"""The state of a pretend workspace: people, conversations, posts, views, and who is shown what.

Methods refuse as Slack does, by its error codes. No protocol is spoken here.
"""

import asyncio
import itertools
from collections.abc import Callable
from datetime import datetime

from tests.fakes.slack_rules import Json, elements_of
from tests.fakes.slack_things import (
    Conversation,
    Member,
    Post,
    Refusal,
    ResponseUrl,
    Sight,
    StoredFile,
    Trigger,
    View,
)

RESPONSE_USES = 5


class World:
    """Everything that exists in the workspace. `show` is called with each person and what changed before their eyes."""

    bot = "U0KITH"

    def __init__(
        self, clock: Callable[[], datetime], show: Callable[[str, Sight], None], trigger_seconds: float
    ) -> None:
        self.clock = clock
        self.trigger_seconds = trigger_seconds
        self.messages_tab = True
        self.members: dict[str, Member] = {}
        self.conversations: dict[str, Conversation] = {}
        self.posts: list[Post] = []
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.files: dict[str, StoredFile] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self._triggers: dict[str, Trigger] = {}
        self._show = show
        self._numbers = itertools.count(1)

    def number(self) -> int:
        """A number never given before."""
        return next(self._numbers)

    def stamp(self) -> str:
        """A message timestamp: never given before, later than every other of this second."""
        return f"{int(self.clock().timestamp())}.{self.number():06d}"

    def direct(self, person: str) -> Conversation:
        """The direct messages of that person with the app."""
        if person not in self.members:
            raise Refusal("user_not_found")
        return self.conversations.setdefault(
            f"D{person[1:]}", Conversation(f"D{person[1:]}", "im", "directmessage", {person, self.bot})
        )

    def channel(self, name: str, *members: str, with_app: bool = False) -> Conversation:
        """A channel with those members."""
        found = self.conversations.setdefault(
            f"C{name.upper()}", Conversation(f"C{name.upper()}", "channel", name, set())
        )
        found.members |= {*members, *([self.bot] if with_app else [])}
        return found

    def addressed(self, channel: str) -> Conversation:
        """The conversation that the app may post into under that id, of a channel or of a person."""
        if channel in self.members:
            found = self.direct(channel)
        elif channel in self.conversations:
            found = self.conversations[channel]
        else:
            raise Refusal("channel_not_found")
        if found.kind == "im":
            if not self.messages_tab:
                raise Refusal("messages_tab_disabled")
            if any("deleted" in self.members[one].flags for one in found.members - {self.bot}):
                raise Refusal("user_disabled")
        elif self.bot not in found.members:
            raise Refusal("not_in_channel")
        return found

    def post(self, channel: str, content: Json, *, author: str | None = None, only_for: str | None = None) -> Post:
        """Put a message into a conversation, before the eyes of all or of one."""
        made = Post(channel, self.stamp(), author or self.bot, _numbered(content, self.number), only_for)
        self.posts.append(made)
        self.changed(made)
        return made

    def edit(self, post: Post, content: Json) -> None:
        """Replace what a message says."""
        kept = {"metadata": post.metadata} if post.metadata and "metadata" not in content else {}
        post.content = {**_numbered(content, self.number), **kept}
        post.edits += 1
        self.changed(post)

    def delete(self, post: Post) -> None:
        post.deleted = True
        self.changed(post)

    def own_post(self, channel: str, ts: str) -> Post:
        """The app's message at that place, which everyone in the conversation sees."""
        for post in self.posts:
            if (post.channel, post.ts) == (channel, ts) and not post.deleted and post.only_for is None:
                if post.author != self.bot:
                    raise Refusal("cant_update_message")
                return post
        raise Refusal("message_not_found")

    def visible(self, person: str) -> list[Post]:
        """The messages that this person can see now, oldest first."""
        return [post for post in self.posts if not post.deleted and person in self.readers(post)]

    def readers(self, post: Post) -> set[str]:
        return {post.only_for} if post.only_for else self.conversations[post.channel].members - {self.bot}

    def changed(self, sight: Sight) -> None:
        """Bring a new or changed thing before the eyes of those who see it."""
        for person in sorted({sight.owner} if isinstance(sight, View) else self.readers(sight)):
            self._show(person, sight)

    def trigger(self, person: str) -> str:
        """A new trigger_id: one use, three seconds."""
        name = f"{self.number()}.trigger"
        self._triggers[name] = Trigger(person, asyncio.get_running_loop().time() + self.trigger_seconds)
        return name

    def pull(self, trigger_id: str | None) -> str:
        """Use a trigger_id up; whose it was."""
        trigger = self._triggers.get(trigger_id or "")
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if asyncio.get_running_loop().time() > trigger.expires:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger.person

    def open_view(self, person: str, content: Json, *, push: bool = False) -> View:
        """Open a modal, or push it onto the open one."""
        stack = self.stacks.setdefault(person, [])
        if push and (not stack or len(stack) >= 3):
            raise Refusal("push_limit_reached" if stack else "not_found")
        if not push:
            self.close_views(person)
        name = f"V{self.number()}"
        view = View(name, person, stack[0].id if stack else name, _numbered(content, self.number), self._hash())
        stack.append(view)
        self.views[name] = view
        self.changed(view)
        return view

    def update_view(self, view: View, content: Json, hash: str | None = None) -> View:
        """Replace what an open modal says."""
        if hash is not None and hash != view.hash:
            raise Refusal("hash_conflict")
        view.content, view.hash, view.errors = _numbered(content, self.number), self._hash(), {}
        self.changed(view)
        return view

    def open_view_named(self, name: str | None) -> View:
        view = self.views.get(name or "")
        if view is None or view.closed:
            raise Refusal("not_found")
        return view

    def close_views(self, person: str, *, only_top: bool = False) -> None:
        """Take modals off a person's screen."""
        stack = self.stacks.setdefault(person, [])
        for view in [stack[-1]] if only_top and stack else list(stack):
            view.closed = True
            stack.remove(view)

    def publish(self, person: str, content: Json, hash: str | None = None) -> View:
        """Set the App Home of one person."""
        home = self.homes.get(person)
        if home is not None:
            return self.update_view(home, content, hash)
        name = f"V{self.number()}"
        home = self.homes[person] = View(name, person, name, _numbered(content, self.number), self._hash())
        self.changed(home)
        return home

    def response_url(self, person: str, channel: str, source: Post | None) -> str:
        """The name of a new address to answer at."""
        name = f"r{self.number()}"
        self.response_urls[name] = ResponseUrl(person, channel, source)
        return name

    def respond(self, name: str, content: Json) -> None:
        """Do what a body sent to such an address says."""
        url = self.response_urls.get(name)
        if url is None or url.expired:
            raise Refusal("expired_url")
        if url.uses >= RESPONSE_USES:
            raise Refusal("used_url")
        url.uses += 1
        said = {key: value for key, value in content.items() if key in {"text", "blocks", "metadata"}}
        if url.source is not None and content.get("delete_original"):
            self.delete(url.source)
        elif url.source is not None and content.get("replace_original"):
            self.edit(url.source, said)
        else:
            in_channel = content.get("response_type") == "in_channel"
            self.post(url.channel, said, only_for=None if in_channel else url.person)

    def _hash(self) -> str:
        return f"{self.number()}.hash"


def _numbered(content: Json, number: Callable[[], int]) -> Json:
    """The content with the ids that Slack gives to blocks and elements which have none."""
    blocks = [{"block_id": f"b{number()}", **block} for block in content.get("blocks") or []]
    for block in blocks:
        for element in elements_of(block):
            if element.get("type") not in {"mrkdwn", "plain_text", "image"}:
                element.setdefault("action_id", f"a{number()}")
    return {**content, "blocks": blocks} if blocks else content
