"""From an event to its reply: who it is, what they typed, the handler, one committed unit of work.

One of the two places that catch every exception: whatever goes wrong, the person gets a sentence.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.chat import replies
from bot.chat.action import ActionId
from bot.chat.command import Command, Registry
from bot.chat.context import Context
from bot.chat.event import Called, Completing, Event, Identity, Pressed, Reply, Standing, Submitted
from bot.chat.form import Choice, Form
from bot.chat.message import Message
from bot.chat.option import Reading
from bot.chat.typed import Typed, bind, read_line
from bot.chat.work import Work
from bot.domain.errors import Gone, InputError, KithError, Misread, Nobody, Tie
from bot.domain.ids import ContactId, DraftId
from bot.domain.user import Account, User
from bot.ports import Clock, Draft, UnitOfWork

logger = structlog.get_logger()

_KEPT = timedelta(days=1)
_SUGGESTIONS = 25


class Host(Protocol):
    """The use cases that the chat core itself needs."""

    def visit(self, uow: UnitOfWork, who: Identity, now: datetime) -> tuple[User, Account]:
        """The user behind an identity, locked; made on the first visit."""

    def known(self, uow: UnitOfWork, who: Identity) -> tuple[User, Account] | None:
        """The user behind an identity whose visit would change nothing; None asks for a visit."""

    def create(self, ctx: Context, name: str) -> ContactId:
        """A new contact with that name."""

    def missed(self, ctx: Context) -> tuple[Message, ...]:
        """What could not be delivered to the user, told now."""


class _Stuck(Exception):
    """What was typed needs an answer before it can be done; without an error, the form asks for the rest."""

    def __init__(self, typed: Typed, error: Misread | Tie | Nobody | None) -> None:
        super().__init__()
        self.typed = typed
        self.error = error


class Pipeline:
    """Answers events; the Dispatcher of every adapter."""

    def __init__(
        self, registry: Registry, work: Work, clock: Clock, host: Host, *, committed: Callable[[], None]
    ) -> None:
        self._registry = registry
        self._work = work
        self._clock = clock
        self._host = host
        self._committed = committed

    def opens_form(self, event: Called | Pressed) -> bool:
        """Whether a form may follow, decided from the event alone."""
        if isinstance(event, Pressed):
            route = self._registry.routes.get(event.action.route)
            return event.action.route == "open" or (route is not None and route.opens_form)
        command = self._registry.commands.get(event.command)
        if command is None or event.line.strip():
            return False
        return bool(command.missing({**event.options, **event.files}))

    async def dispatch(self, event: Event) -> Reply:
        """Act on the event and say what to show."""
        if event.who.standing is not Standing.MEMBER:
            return replies.not_welcome(event.who.standing)
        try:
            return await self._answer(event)
        except Misread as error:
            return Reply(problems=error.problems) if isinstance(event, Submitted) else replies.failed(error)
        except KithError as error:
            return replies.failed(error)
        except Exception:
            reference = secrets.token_hex(4)
            logger.exception("event failed", reference=reference, kind=type(event).__name__)
            return replies.broken(reference)

    async def complete(self, event: Completing) -> tuple[Choice, ...]:
        """Suggestions for an option; none rather than an error."""
        command = self._registry.commands.get(event.command)
        found = next((each for each in command.parameters if each.name == event.option), None) if command else None
        if found is None or found.option.complete is None or event.who.standing is not Standing.MEMBER:
            return ()
        suggest = found.option.complete

        def use(uow: UnitOfWork) -> tuple[Choice, ...]:
            known = self._host.known(uow, event.who)
            return suggest(self._context(uow, event.who, known), event.text) if known else ()

        try:
            return (await self._work.read(use))[:_SUGGESTIONS]
        except Exception:
            logger.exception("completion failed", command=event.command, option=event.option)
            return ()

    async def _answer(self, event: Event) -> Reply:
        if isinstance(event, Called) and self._reads(event.command):
            answer = await self._read(event)
            if answer is not None:
                return answer
        reply = await self._write(event)
        self._committed()
        return reply

    def _reads(self, command: str) -> bool:
        return command in self._registry.commands and self._registry.commands[command].reads

    async def _write(self, event: Event) -> Reply:
        try:
            return await self._work.write(lambda uow: self._act(uow, event))
        except _Stuck as raised:
            stuck = raised
        if isinstance(event, Submitted) and isinstance(stuck.error, Misread):
            return Reply(problems=stuck.error.problems)
        return await self._work.write(lambda uow: self._ask(uow, event.who, stuck))

    async def _read(self, event: Called) -> Reply | None:
        """The answer of a command that changes nothing; None if this visit must write first."""

        def use(uow: UnitOfWork) -> Reply | None:
            known = self._host.known(uow, event.who)
            return self._handle(self._context(uow, event.who, known), event) if known else None

        try:
            return await self._work.read(use)
        except _Stuck:
            return None

    def _act(self, uow: UnitOfWork, event: Event) -> Reply:
        now = self._clock()
        if event.key and not uow.notices.first_time(event.who.platform, event.key, now):
            return Reply()
        ctx = self._context(uow, event.who, self._host.visit(uow, event.who, now))
        reply = self._handle(ctx, event)
        if reply.form is not None or reply.problems:
            return reply
        return replace(reply, also=(*reply.also, *self._host.missed(ctx)))

    def _handle(self, ctx: Context, event: Event) -> Reply:
        match event:
            case Called():
                return self._call(ctx, event)
            case Pressed():
                return self._press(ctx, event.action)
            case Submitted():
                return self._submit(ctx, event)

    def _call(self, ctx: Context, event: Called) -> Reply:
        command = self._registry.commands.get(event.command)
        if command is None:
            return self._guess(ctx, event)
        return self._run(ctx, command, _typed(ctx, command, event))

    def _guess(self, ctx: Context, event: Called) -> Reply:
        near = replies.nearest(event.command, self._registry)
        if near is None:
            return replies.unknown(event.command, event.line)
        return replies.meant(event.command, near, event.line, self._keep(ctx, _typed(ctx, near, event), ""))

    def _run(self, ctx: Context, command: Command, typed: Typed) -> Reply:
        if command.missing({**typed.values, **typed.files}):
            if typed.values:
                raise _Stuck(typed, None)
            return Reply(form=_form(command, typed))
        try:
            return command.handler(bind(command, typed, _reading(ctx)), ctx)
        except (Misread, Tie, Nobody) as error:
            raise _Stuck(typed, error) from error

    def _submit(self, ctx: Context, event: Submitted) -> Reply:
        route, args = event.action.route, event.action.args
        if route == "form" and args and args[0] in self._registry.commands:
            command = self._registry.commands[args[0]]
            typed = Typed(command=command.name, values=event.values, files=event.files)
            for missing in command.missing({**event.values, **event.files}):
                raise InputError(missing.name, f"{missing.label} is needed.")
            return self._run(ctx, command, typed)
        filling = self._registry.forms.get(route)
        if filling is None:
            raise Gone("This form is from an older version of me. Please give the command again.")
        return filling(ctx, args, event.values, event.files)

    def _press(self, ctx: Context, action: ActionId) -> Reply:
        match action.route, action.args:
            case "open", (name, *draft) if name in self._registry.commands:
                typed = self._draft(ctx, draft[0])[0] if draft else Typed(command=name, values={})
                return Reply(form=_form(self._registry.commands[name], typed, *draft))
            case "pick", (draft_id, contact):
                typed, text = self._draft(ctx, draft_id)
                return self._resume(ctx, typed, text, contact)
            case "again", (draft_id,):
                typed, _ = self._draft(ctx, draft_id)
                reply = self._run(ctx, self._registry.commands[typed.command], typed)
                return replace(reply, replace=reply.message is not None)
            case "create", (draft_id,):
                typed, text = self._draft(ctx, draft_id)
                return self._resume(ctx, typed, text, self._host.create(ctx, text))
        route = self._registry.routes.get(action.route)
        if route is None:
            raise Gone("This button is from an older version of me. Please give the command again.")
        return route.handler(ctx, action.args)

    def _resume(self, ctx: Context, typed: Typed, text: str, contact: str) -> Reply:
        command = self._registry.commands[typed.command]
        reply = self._run(ctx, command, typed.naming(text, contact, command))
        return replace(reply, replace=reply.message is not None)

    def _ask(self, uow: UnitOfWork, who: Identity, stuck: _Stuck) -> Reply:
        ctx = self._context(uow, who, self._host.visit(uow, who, self._clock()))
        command = self._registry.commands[stuck.typed.command]
        match stuck.error:
            case None:
                return Reply(form=_form(command, stuck.typed, self._keep(ctx, stuck.typed, "")))
            case Tie() as tie:
                return replies.which(tie, self._keep(ctx, stuck.typed, tie.text))
            case Nobody() as nobody:
                return replies.nobody(nobody, self._keep(ctx, stuck.typed, nobody.text))
            case Misread() as error:
                return replies.misread(command, stuck.typed.values, error, self._keep(ctx, stuck.typed, ""))

    def _keep(self, ctx: Context, typed: Typed, text: str) -> DraftId:
        draft = DraftId(ctx.uow.new_id())
        payload = {"command": typed.command, "values": dict(typed.values), "text": text}
        ctx.uow.drafts.add(Draft(id=draft, user=ctx.user.id, payload=payload, until=ctx.now + _KEPT))
        return draft

    def _draft(self, ctx: Context, draft: str) -> tuple[Typed, str]:
        found = ctx.uow.drafts.get(ctx.user.id, DraftId(draft), ctx.now)
        if found is None or found.payload.get("command") not in self._registry.commands:
            raise Gone("I kept that for a day and have let it go since. Please type it again.")
        values = found.payload["values"]
        assert isinstance(values, dict)
        return Typed(command=str(found.payload["command"]), values=values), str(found.payload["text"])

    def _context(self, uow: UnitOfWork, who: Identity, visitor: tuple[User, Account]) -> Context:
        user, account = visitor
        return Context(uow=uow, user=user, account=account, who=who, now=self._clock())


def _reading(ctx: Context) -> Reading:
    return Reading(today=ctx.today, day_first=ctx.user.preferences.day_first)


def _typed(ctx: Context, command: Command, event: Called) -> Typed:
    """What was typed for a command: the line taken apart, or the options as the platform gave them."""
    typed = Typed(command=command.name, values=event.options, files=event.files)
    if not event.line.strip():
        return typed
    return replace(read_line(command, event.line, _reading(ctx)), files=event.files)


def _form(command: Command, typed: Typed, *draft: str) -> Form:
    return replace(command.form(typed.values), reopen=ActionId("open", (command.name, *draft)))
