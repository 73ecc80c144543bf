"""The words that the chat core itself says: what was not understood, which of several, what went wrong."""

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from bot.chat.action import ActionId
from bot.chat.command import Command, Registry
from bot.chat.event import Reply, Standing
from bot.chat.message import Button, Buttons, ButtonStyle, Line, Message, Text, bold, italic, line, say
from bot.domain.errors import KithError, Misread, Nobody, Tie

_REFUSALS = {
    Standing.GUEST: "Kith is for full members of this workspace, so I can't help guests here.",
    Standing.STRANGER: "Kith belongs to another workspace, so I can't answer here.",
    Standing.BOT: "Kith only talks with people.",
    Standing.GONE: "Kith is for those who are active in this workspace.",
}
_OUTSIDERS: Mapping[Standing | None, str] = {
    Standing.GUEST: "{} is a guest in this workspace, and I only link full members.",
    Standing.STRANGER: "{} is from another workspace, and I only link members of this one.",
    Standing.BOT: "{} is an app, and I only keep people.",
    Standing.GONE: "{} is no longer active in this workspace, so I can't link them.",
    None: "I could not find out who {} is in this workspace just now.",
}

_ALIKE = 65
"""Of 100: "lgo" is "log" with two letters swapped."""
_OFFERED = 4
"""People that a tie offers as buttons; with the one for somebody new they fill a row."""


def refusal(standing: Standing) -> Message:
    """Said to those whom Kith does not serve."""
    return say(_REFUSALS[standing])


def not_welcome(standing: Standing) -> Reply:
    """The answer to those whom Kith does not serve."""
    return Reply(message=refusal(standing))


def outsider(name: str, standing: Standing | None) -> str:
    """Why somebody who is mentioned is not taken for a colleague, and what to do instead."""
    by_name = "To keep them all the same, just write their name."
    return f"{_OUTSIDERS[standing].format(_short(name, 60))} {by_name}"


def failed(error: KithError) -> Reply:
    """An error in its own words."""
    return Reply(message=say(error.sentence))


def broken(reference: str) -> Reply:
    """Something unforeseen; the reference finds it in the log."""
    return Reply(
        message=say(
            line("Something went wrong on my side, and nothing was changed. "),
            line("If it happens again, tell whoever runs Kith this reference: ", bold(reference), "."),
        )
    )


def nearest(command: str, text: str, registry: Registry) -> tuple[Command, str] | None:
    """The command that another word or a mistyped name may have meant, and the line behind it."""
    said = registry.instead.get(command.casefold()) or alike(command, registry.commands)
    if said is None:
        return None
    name, _, begun = said.partition(" ")
    return registry.commands[name], f"{begun} {text}".strip()


def alike(typed: str, known: Iterable[str]) -> str | None:
    """The one of some names that is most like a mistyped one, None where none is."""
    near = process.extractOne(typed.casefold(), list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return near[0] if near is not None else None


def unknown(command: str, text: str) -> Reply:
    """A command that does not exist, and none that is like it."""
    typed = f"{command} {text}".strip()
    about = f'I don\'t know what to do with "{_short(typed)}".' if typed else "Hello!"
    return Reply(message=say(about, line("Try ", bold("/kith help"), " to see what I can do.")))


def meant(command: str, near: Command, text: str, draft: str) -> Reply:
    """A command that does not exist, and the one that may have been meant, with what was typed behind it."""
    guess = bold(_short(f"/kith {near.name} {text}".strip()))
    return Reply(
        message=Message(
            (
                Text((line(f'There is no command "{_short(command)}". Did you mean ', guess, "?"),)),
                Buttons((Button("Yes", ActionId("again", (draft,)), ButtonStyle.PRIMARY),)),
            )
        )
    )


def problems(error: Misread) -> tuple[Line, ...]:
    """What could not be understood, a line each."""
    return tuple(line(problem.sentence) for problem in error.problems)


def misread(command: Command, values: Mapping[str, str], error: Misread, draft: str) -> Reply:
    """What was understood, what was not, an example, and a way to mend it without typing it again."""
    wrong = {problem.field for problem in error.problems}
    given = [each for each in command.parameters if values.get(each.name) and each.name not in wrong]
    understood = [line(f"{each.label}: ", bold(_short(values[each.name]))) for each in given]
    lines = list(problems(error))
    if understood:
        lines += [line("What I understood:"), *understood]
    lines.append(line("For example: ", italic(command.example(*(values[each.name] for each in given)))))
    said = Text(tuple(lines))
    if not command.asks:
        return Reply(message=Message((said,)))
    return Reply(message=Message((said, Buttons((_mending(ActionId("open", (command.name, draft))),)))))


def unaccepted(error: Misread, draft: str) -> Reply:
    """What is wrong with a form that is closed, and the way back to it."""
    problems = Text(tuple(line(problem.sentence) for problem in error.problems))
    kept = Text((line("What you typed is kept."),))
    return Reply(message=Message((problems, kept, Buttons((_mending(ActionId("reopen", (draft,))),)))))


def which(error: Tie, draft: str, *, adds: bool) -> Reply:
    """Several people fit: one button each; the line goes on from there."""
    new = (Button("Somebody new", ActionId("create", (draft,))),) if adds else ()
    buttons = (*(Button(each.label, ActionId("pick", (draft, each.id))) for each in error.likely[:_OFFERED]), *new)
    rest = len(error.likely) - _OFFERED
    more = f" {rest} more fit; type more of the name to find them." if rest > 0 else ""
    return Reply(
        message=Message((Text((line("Which ", bold(_short(error.called)), f" do you mean?{more}"),)), Buttons(buttons)))
    )


def nobody(error: Nobody, draft: str, *, adds: bool) -> Reply:
    """Nobody fits: offers to add them and to go on, where that makes sense."""
    if error.called.startswith("#"):
        tag = _short(error.called, 40)
        return Reply(message=say(line(f"{tag} is a tag, and I need a name. Who has it: ", bold(f"/kith show {tag}"))))
    if not adds:
        return failed(error)
    add = Button(f"Add {_short(error.called, 40)}", ActionId("create", (draft,)), ButtonStyle.PRIMARY)
    return Reply(message=Message((Text((line(error.sentence),)), Buttons((add,)))))


def _mending(action: ActionId) -> Button:
    return Button("Fix it in a form", action, ButtonStyle.PRIMARY)


def _short(text: str, most: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
