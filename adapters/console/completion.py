"""What Tab offers while somebody types: commands, choices, paths, and options as the dispatcher completes them."""

import re
from collections.abc import AsyncGenerator, Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from adapters.console.clean import clean_line
from adapters.console.conversation import Conversation, parted
from adapters.console.desk import WORDS
from bot.chat.adapter import Dispatcher
from bot.chat.command import Command, Parameter, Registry
from bot.chat.event import Completing
from bot.chat.form import Choice, FieldKind
from bot.chat.option import Option

_COMMAND = re.compile(r"/(?P<prefix>kith\s+)?(?P<begun>\S*)", re.IGNORECASE)
_OPTION = re.compile(r"(?:^|\s)(?P<name>\w+):\s*(?P<begun>[^:]*)$")
_SEPARATOR = re.compile(r"[,;]|(?<!\S)(?:and|with|&|\+)(?!\S)", re.IGNORECASE)


class LineCompleter(Completer):
    """Completes the lines of one conversation."""

    def __init__(self, conversation: Conversation, dispatcher: Dispatcher, registry: Registry) -> None:
        self._conversation = conversation
        self._dispatcher = dispatcher
        self._registry = registry
        self._paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Nothing: the dispatcher can only be awaited."""
        return ()

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """What fits the text before the cursor."""
        for each in await self._fitting(document.text_before_cursor, complete_event):
            yield each

    async def _fitting(self, text: str, event: CompleteEvent) -> Iterable[Completion]:
        asked = self._conversation.asked
        if asked and asked.current:
            field = asked.current.field
            labels = (each.label for each in field.choices)
            return self._path(text, event) if field.kind is FieldKind.FILE else _starting(labels, text)
        if typed := _COMMAND.fullmatch(text):
            return self._words(typed["begun"], every=not typed["prefix"])
        if text.casefold().startswith("/as "):
            return _starting((person.name for person in self._conversation.people), text[len("/as ") :].lstrip())
        name, line = parted(text)
        command = self._registry.commands.get(name)
        if command is None:
            return ()
        if self._conversation.file_parameter(name):
            return self._path(line, event)
        return await self._options(command, line)

    def _words(self, begun: str, *, every: bool) -> Iterator[Completion]:
        known = [(each.name, each.help) for each in self._registry]
        if every:
            known += [("kith", "talk to Kith"), *((word[1:], help) for word, (_, help) in WORDS.items())]
        for name, help in known:
            if name.startswith(begun.casefold()):
                yield Completion(name, -len(begun), display_meta=clean_line(help))

    def _path(self, typed: str, event: CompleteEvent) -> Iterable[Completion]:
        return self._paths.get_completions(Document(typed), event)

    async def _options(self, command: Command, line: str) -> list[Completion]:
        """Completions of the option that a `name:` asks for, else of whatever the last words could belong to."""
        named = _OPTION.search(line)
        if ":" in line and named is None:
            return []
        offered: list[Completion] = []
        for parameter in command.parameters:
            if named is None:
                offered += await self._values(command, parameter, _begun(line))
            elif named["name"].casefold() == parameter.name:
                offered += await self._values(command, parameter, (named["begun"],))
        return offered

    async def _values(self, command: Command, parameter: Parameter, begun: tuple[str, ...]) -> list[Completion]:
        """What completes an option, from the longest text that could be its beginning."""
        if parameter.option.complete is None:
            return list(_starting(_words_of(parameter.option, begun[-1]), begun[-1]))
        for text in begun:
            choices = await self._ask(command.name, parameter.name, text)
            if choices:
                return [Completion(_typed(each), -len(text), display=clean_line(each.label)) for each in choices]
        return []

    async def _ask(self, command: str, option: str, begun: str) -> tuple[Choice, ...]:
        who = self._conversation.who
        return await self._dispatcher.complete(Completing(who=who, command=command, option=option, text=begun))


def _begun(line: str) -> tuple[str, ...]:
    """What may be an unfinished value at the end of a line: everything since the last separator, or the last word."""
    word = line.split(" ")[-1]
    since = [*_SEPARATOR.finditer(line)]
    return tuple(dict.fromkeys((line[since[-1].end() if since else 0 :].lstrip(), word)))


def _typed(choice: Choice) -> str:
    """A choice as it has to stand in a line: in quotes, where it would be read as several."""
    value = clean_line(choice.value)
    return f'"{value}"' if _SEPARATOR.search(value) else value


def _words_of(option: Option, begun: str) -> tuple[str, ...]:
    """The words that an option takes: its choices, and whatever else it understands once a word is begun."""
    choices = tuple(each.value for each in option.choices)
    return tuple(dict.fromkeys((*choices, *option.words))) if begun or not choices else choices


def _starting(texts: Iterable[str], begun: str) -> Iterator[Completion]:
    for text in map(clean_line, texts):
        if text.casefold().startswith(begun.casefold()):
            yield Completion(text, -len(begun))
