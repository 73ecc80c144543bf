"""What the chat core needs of the use cases, which it does not know."""

from datetime import datetime
from typing import Protocol

from bot.chat.context import Context
from bot.chat.event import Identity
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.domain.ids import ContactId
from bot.domain.user import Account, User
from bot.language.line import Acquaintances
from bot.ports import UnitOfWork


class Host(Protocol):
    """The use cases that the chat core itself needs."""

    def visit(self, uow: UnitOfWork, who: Identity, now: datetime) -> tuple[User, Account]:
        """The user behind an identity, locked; made on the first visit."""

    def has_met(self, uow: UnitOfWork, who: Identity) -> bool:
        """Whether an identity has written to Kith before."""

    def known(self, uow: UnitOfWork, who: Identity) -> tuple[User, Account] | None:
        """The user behind an identity whose visit would change nothing; None asks for a visit."""

    def create(self, ctx: Context, name: str) -> ContactId:
        """A new contact with that name."""

    def name(self, ctx: Context, text: str) -> str:
        """A name of a person as it is shown: that of the contact where the text is `#` and its id."""

    def knows(self, ctx: Context, text: str) -> bool:
        """Whether a name is that of somebody in the user's book, or of several."""

    def choice(self, ctx: Context, text: str) -> Choice:
        """A person as a picker starts with them: by `#` and the id where one is surely meant, else as typed."""

    def people(self, ctx: Context, text: str) -> tuple[Choice, ...]:
        """Those of the user's people whose names a text may begin, by `#` and the id."""

    def welcome(self, ctx: Context) -> Message | None:
        """What is said to somebody new, None once there is somebody in their book."""

    def names(self, ctx: Context) -> Acquaintances:
        """Whom the user knows, by name."""

    def missed(self, ctx: Context) -> tuple[Message, ...]:
        """What could not be delivered to the user, told now."""
