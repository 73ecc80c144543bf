"""What people do on a platform, as the adapters hand it in, and what they get back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.chat.action import ActionId
from bot.chat.form import Form
from bot.chat.message import File, Message
from bot.domain.errors import Problem
from bot.domain.user import Platform


class Standing(StrEnum):
    """What somebody is in the workspace that is written from. Who is gone has left it."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who did something, as the platform tells it.

    `scope` and `external` name the account: the Slack workspace (empty on Discord, where ids are global) and the
    platform's user id. `workspace` is where it happened: the Slack workspace or Discord server, empty in a Discord
    direct message. `channel` is the channel of it that they wrote in, empty in a direct message and where that is not
    told. `manages` says that the platform lets them administer that workspace. `zone` (IANA) and `locale` are
    hints for a first visit, empty where the platform does not tell.
    """

    platform: Platform
    scope: str
    external: str
    name: str
    workspace: str = ""
    workspace_name: str = ""
    channel: str = ""
    zone: str = ""
    locale: str = ""
    standing: Standing = Standing.MEMBER
    manages: bool = False


Outsiders = Mapping[str, Standing | None]
"""What those are who are no members; None where the platform does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A command was given: as a typed line, or as options that the platform already took apart.

    `key` names the delivery of this event, so that one delivered twice acts once; empty where none exists. One that
    `asks` first is answered with the form, what was given filled in, even where nothing is missing. `outsiders` are
    those among the mentioned who are no members, by the platform's id.
    """

    who: Identity
    key: str
    command: str
    line: str = ""
    asks: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)
    outsiders: Outsiders = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button was pressed."""

    who: Identity
    key: str
    action: ActionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A form was sent. `values` are the texts by field name, empty fields included; a choice gives its value.

    Whoever was picked beside a field of people stands in it as a mention behind `+`: to be added if they are new.
    One that is `closed` cannot show what is wrong beside its fields: the platform took it away when it was sent.
    """

    who: Identity
    key: str
    action: ActionId
    values: Mapping[str, str]
    files: Mapping[str, File] = field(default_factory=dict)
    outsiders: Outsiders = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Completing:
    """Somebody is typing an option of a command, or into a field of a form that has a route of its own.

    One that `picks` chooses from a list instead of completing a text: people are then offered by `#` and their id.
    """

    who: Identity
    option: str
    text: str
    command: str = ""
    form: str = ""
    picks: bool = False


Event = Called | Pressed | Submitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What happens in answer to an event.

    At most one of these: a `form` opens; `problems` are shown beside the fields of the form that was sent, which stays
    open (there are none for one that is closed); else `message` is shown to the person alone. With `replace` it takes
    the place of the message whose button was pressed (or whose button opened the form). A reply without any of them
    shows nothing: the event was a repeat. `also` are shown after the answer.
    """

    message: Message | None = None
    form: Form | None = None
    problems: tuple[Problem, ...] = ()
    replace: bool = False
    also: tuple[Message, ...] = ()
