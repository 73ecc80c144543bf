"""What is asked before somebody is erased, and said afterwards."""

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, Heading, Message, Text, bold, line, say
from bot.domain.contact import Contact
from bot.domain.ids import DraftId
from bot.presenters import buttons
from bot.services.erasing import Belongings


def confirm(contact: Contact) -> Message:
    """Asks before somebody is erased."""
    return Message(
        (
            Text(
                (
                    line("Forget ", bold(contact.name), "?"),
                    line("Everything noted about them is erased: contacts, dates, notes, and what a team sees."),
                    line("The messages that I sent you about them change too."),
                    line("This cannot be undone."),
                )
            ),
            buttons.row(
                Button("Forget for good", ActionId("forgetyes", (contact.id,)), ButtonStyle.DANGER),
                Button("Keep", ActionId("show", (contact.id,))),
            ),
        )
    )


def forgotten(name: str) -> Message:
    """Somebody was erased."""
    return say(line("Forgotten: ", bold(name), ". Nothing about them is left in my books."))


def confirm_user(what: Belongings, question: DraftId) -> Message:
    """Asks before a user is erased, says exactly what goes, and offers to take it along first."""
    items = [
        line(_counted(what.people, "person", "people"), ", with notes, dates and what you wanted to see to"),
        line(_counted(what.conversations, "conversation", "conversations"), " that you logged"),
        line("your news, needs, settings and accounts, and what undo would bring back"),
    ]
    if what.messages:
        items.append(line(_counted(what.messages, "message", "messages"), " that I sent you: I take them away"))
    if what.teams:
        items.append(
            line("your place in ", _counted(what.teams, "team", "teams"), ", and what you shared there, at once")
        )
    stays = line("Files that you exported, and backups of whoever runs Kith, I cannot reach. This cannot be undone.")
    return Message(
        (
            Heading("Forget you?"),
            Text((line("All of this goes:"),)),
            Bullets(tuple(items)),
            Text((stays,)),
            buttons.row(
                Button("Export first", ActionId("takeout", (question,)), ButtonStyle.PRIMARY),
                Button("Forget me for good", ActionId("forgetme", (question,)), ButtonStyle.DANGER),
                Button("Keep everything", ActionId("forgetnot")),
            ),
        )
    )


def user_forgotten() -> Message:
    """A user was erased."""
    return say(
        "You are forgotten: nothing of yours is left in my books, and my messages to you are being taken away.",
        "If you write to me again, we begin anew. Take care.",
    )


def kept() -> Message:
    """Nothing was erased."""
    return say("Good. Nothing was changed.")


def _counted(count: int, one: str, several: str) -> str:
    return f"{count or 'no'} {one if count == 1 else several}"
