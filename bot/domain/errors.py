"""Everything that can go wrong in a way that a person should read about.

Each error carries the sentence that is shown to them; whoever raises it writes for a person, not for a log.
"""

from dataclasses import dataclass


class KithError(Exception):
    """Something Kith could not do, said in a sentence for the person who asked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ConfigError(KithError):
    """A setting is missing or wrong; raised at start, never in a conversation."""


class StorageError(KithError):
    """The database cannot be used: locked, read-only, from a newer version, or the key does not fit."""


class Entangled(StorageError):
    """The database gave up this unit of work because it and another waited for each other: it can be done once more."""


class PlatformError(KithError):
    """A chat platform refused us as a whole: a bad token, a missing permission."""


class NotFound(KithError):
    """What was asked for does not exist among the asker's own things; says the same for somebody else's."""


class NotAllowed(KithError):
    """This person may not do this: a guest, a stranger from a shared channel, not a member of the team."""


class Gone(KithError):
    """A button or form outlived what it was about."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that could not be understood: the field it belongs to and a sentence with an example."""

    field: str
    sentence: str


class Misread(KithError):
    """What was typed could not be understood; lists every problem at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems


class InputError(Misread):
    """One value could not be accepted."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__((Problem(field, sentence),))


@dataclass(frozen=True, slots=True)
class Likely:
    """A contact that a text may have meant, as it is offered on a button."""

    id: str
    label: str


class Tie(KithError):
    """A name fits several contacts; nobody is picked, the person chooses. `called` is how a mention is read."""

    def __init__(self, text: str, likely: tuple[Likely, ...], called: str = "") -> None:
        self.called = called or text
        super().__init__(f"Which {_short(self.called)} do you mean?")
        self.text = text
        self.likely = likely


class Nobody(KithError):
    """A name fits no contact; whoever answers offers to add it. `called` is how a mention is read."""

    def __init__(self, text: str, called: str = "") -> None:
        self.called = called or text
        super().__init__(f"I don't know anyone called {_short(self.called)} yet.")
        self.text = text


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
