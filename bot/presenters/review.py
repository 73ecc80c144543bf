"""What the monthly review says, a page at a time."""

from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, Buttons, ButtonStyle, Card, Heading, Line, Message, Part, Text, bold, line
from bot.domain.strength import Band
from bot.language import spoken
from bot.presenters.insights import rhythm
from bot.presenters.reasons import occasion
from bot.services.nudges import Ahead
from bot.services.review import AHEAD, PAGE, Act, Asked, Review, Why

_DATES = 15
_QUIET = (Act.KEEP, Act.SLOWER, Act.REST, Act.STOP)
_AGAIN = (Act.TALKED, Act.WROTE, Act.LATER, Act.NOT_THEM)
_LABELS = {
    Act.KEEP: "Keep",
    Act.SLOWER: "Slower",
    Act.REST: "Rest",
    Act.STOP: "Stop",
    Act.TALKED: "Talked",
    Act.WROTE: "Wrote",
    Act.LATER: "Later",
    Act.NOT_THEM: "Not them",
}


def page(review: Review, start: int, today: date) -> Message:
    """The review from the person at that place on; what is not about single people stands on the first page."""
    quiet = review.quiet[start : start + PAGE]
    parts: list[Part] = [Heading("Your month")]
    if quiet:
        many = f" {len(review.quiet)} in all." if len(review.quiet) > PAGE else ""
        parts.append(Text((line(f"These have gone quiet. Whatever you choose is fine.{many}"),)))
        parts += [_card(each, review.key, start, today) for each in quiet]
    left = len(review.quiet) - start - PAGE
    if left > 0:
        parts.append(_turn(f"Next {min(left, PAGE)}", review.key, start + PAGE))
    elif start:
        parts.append(_turn("Back to the first", review.key, 0))
    if start == 0:
        parts += _besides(review, today)
    return Message(tuple(parts))


def _besides(review: Review, today: date) -> list[Part]:
    parts: list[Part] = []
    if review.again is not None:
        parts += [Text((line("Somebody to find again:"),)), _again_card(review.again, review.key, today)]
    if review.dates:
        items = tuple(_date_line(each, today) for each in review.dates[:_DATES])
        more = len(review.dates) - len(items)
        rest = (line(f"and {more} more: /kith upcoming birthdays"),) if more > 0 else ()
        parts += [Text((line(f"Dates of others in the next {AHEAD} days:"),)), Bullets((*items, *rest))]
    if review.promises:
        promises = "1 promise is" if review.promises == 1 else f"{review.promises} promises are"
        parts.append(Text((line(f"{promises} still open."),)))
    if any(each.people for each in review.months):
        parts += rhythm(review.months)
    return parts


def _turn(label: str, key: str, start: int) -> Buttons:
    return Buttons((Button(label, ActionId("reviewpage", (key, str(start)))),))


def _card(asked: Asked, key: str, start: int, today: date) -> Card:
    if asked.act is not None or asked.why is None:
        return _settled(asked, key, start, today)
    return Card(line(bold(asked.contact.name)), (_why(asked, today),), _buttons(asked, key, start, _QUIET))


def _again_card(asked: Asked, key: str, today: date) -> Card:
    if asked.act is not None or asked.why is None:
        return _settled(asked, key, 0, today)
    tie = asked.tie
    how = "close" if tie.peak_band() is Band.STRONG else "often in touch"
    until = f" until {tie.peak_on:%B %Y}" if tie.peak_on is not None else ""
    body = (line(f"You were {how}{until}. A call works best after so long; most people are glad of it."),)
    return Card(line(bold(asked.contact.name)), body, _buttons(asked, key, 0, _AGAIN))


def _buttons(asked: Asked, key: str, start: int, acts: tuple[Act, ...]) -> tuple[Button, ...]:
    return tuple(
        Button(
            _LABELS[act],
            _action(asked, key, start, act),
            ButtonStyle.PRIMARY if act is acts[0] else ButtonStyle.NORMAL,
        )
        for act in acts
    )


def _action(asked: Asked, key: str, start: int, act: Act) -> ActionId:
    return ActionId("review", (key, asked.contact.id, str(act), str(start)))


def _why(asked: Asked, today: date) -> Line:
    rhythm = f"you wanted {asked.contact.rhythm}"
    guess = asked.contact.last_guess
    if asked.tie.last_on is None:
        last = f"you last talked roughly {spoken.ago(guess, today)}" if guess is not None else "no contact is noted"
    else:
        last = f"you last talked {spoken.ago(asked.tie.last_on, today)}"
    asked_before = "; I asked three times" if asked.why is Why.UNANSWERED else ""
    return line(f"{rhythm.capitalize()}, and {last}{asked_before}.")


def _settled(asked: Asked, key: str, start: int, today: date) -> Card:
    undo = (Button("Undo", _action(asked, key, start, Act.UNDO)),) if asked.change is not None else ()
    return Card(line(bold(asked.contact.name)), (line(_outcome(asked, today)),), undo)


def _outcome(asked: Asked, today: date) -> str:
    contact = asked.contact
    match asked.act:
        case Act.KEEP | Act.SLOWER if contact.rhythm is not None:
            on = asked.again_on
            again = f" I'll ask again on {spoken.day(on, today)}." if on is not None and on > today else ""
            return f"✓ Kept, {contact.rhythm}.{again}"
        case Act.REST:
            return "✓ Resting: I won't ask, and tell you their dates. /kith keep wakes them."
        case Act.STOP:
            return "✓ Let go. They stay in your book."
        case Act.TALKED | Act.WROTE:
            return "✓ You were in touch."
        case Act.LATER if contact.later_until is not None:
            return f"✓ Not before {spoken.day(contact.later_until, today)}."
        case Act.NOT_THEM:
            return "✓ I won't suggest them."
    return "✓ This has settled itself since."


def _date_line(ahead: Ahead, today: date) -> Line:
    assert ahead.about is not None, "only dates are listed"
    return line(f"{spoken.day(ahead.on, today)}: ", bold(ahead.contact.name), f"'s {occasion(ahead.about)}")
