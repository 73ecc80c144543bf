"""Private questions as the plain values of an exported document, to be read: a restore asks nobody again."""

from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services.document import Document


def told_questions(uow: UnitOfWork, user: User) -> list[Document]:
    """What a user asked their colleagues privately, oldest first, with the yeses: all that they may know of it."""
    yeses = uow.asks.told(user.id)
    return [
        {
            "question": each.question,
            "reason": each.reason,
            "asked_at": each.at.isoformat(),
            "until": each.until.isoformat(),
            "taken_back": each.closed,
            "yes": [{"colleague": yes.row.member_name, "knows": yes.row.name} for yes in yeses if yes.ask == each.id],
        }
        for each in reversed(uow.asks.of(user.id))
    ]
