"""From an event to its reply: who it is, what they typed, the handler, one committed unit of work.

One of the two places that catch every exception: whatever goes wrong, the person gets a sentence.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import structlog

from bot.chat import asking, drafts, replies
from bot.chat.action import ActionId
from bot.chat.command import Command, Registry
from bot.chat.context import Context
from bot.chat.event import Called, Completing, Event, Identity, Pressed, Reply, Standing, Submitted
from bot.chat.form import Choice, FieldKind, Form
from bot.chat.host import Host
from bot.chat.option import Completer, Reading
from bot.chat.typed import Typed, bind, fitting, read_line
from bot.chat.welcoming import greeting, looks_in
from bot.chat.work import Work
from bot.domain.errors import Gone, InputError, KithError, Misread, Nobody, Tie
from bot.domain.user import Account, User
from bot.ports import Clock, UnitOfWork

logger = structlog.get_logger()

_SUGGESTIONS = 25
_OLD_BUTTON = "This button is from an older version of me. Please give the command again."
_OLD_FORM = "This form is from an older version of me. Please give the command again."


class _Stuck(Exception):
    """What was typed needs an answer before it can be done. Where it `asks`, the form does, what is wrong above it."""

    def __init__(self, typed: Typed, error: Misread | Tie | Nobody | None, *, asks: bool = False) -> None:
        super().__init__()
        self.typed = typed
        self.error = error
        self.asks = asks


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
        return asking.opens_form(self._registry, event)

    async def dispatch(self, event: Event) -> Reply:
        """Act on the event and say what to show."""
        if event.who.standing is not Standing.MEMBER:
            return replies.not_welcome(event.who.standing)
        if isinstance(event, Called):
            event = replace(event, command=event.command.rstrip(":"))  # "news: I moved"
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
        suggest = self._completer(event)
        if suggest is None or event.who.standing is not Standing.MEMBER:
            return ()

        def use(uow: UnitOfWork) -> tuple[Choice, ...]:
            known = self._host.known(uow, event.who)
            return suggest(self._context(uow, event.who, known), event.text) if known else ()

        try:
            return (await self._work.read(use))[:_SUGGESTIONS]
        except Exception:
            logger.exception("completion failed", command=event.command or event.form, option=event.option)
            return ()

    def _completer(self, event: Completing) -> Completer | None:
        if event.form in self._registry.forms:
            return self._registry.forms[event.form].complete.get(event.option)
        option = self._registry.option(event.command, event.option)
        if option is None or option.complete is None:
            return None
        picks = event.picks and option.kind in (FieldKind.PERSON, FieldKind.PEOPLE)
        return self._host.people if picks else option.complete

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

    async def _read(self, event: Called) -> Reply | None:
        """The answer of a command that changes nothing; None if this visit must write first."""

        def use(uow: UnitOfWork) -> Reply | None:
            known = self._host.known(uow, event.who)
            return self._handle(self._context(uow, event.who, known), event) if known else None

        try:
            return await self._work.read(use)
        except _Stuck:
            return None

    async def _write(self, event: Event) -> Reply:
        try:
            going_on = await self._created(event)
            return await self._work.write(lambda uow: self._act(uow, going_on))
        except _Stuck as raised:
            stuck = raised
        except Misread as error:
            if not isinstance(event, Submitted) or not event.closed:
                raise
            return await self._work.write(partial(self._unaccepted, event, error))
        if isinstance(event, Submitted) and not event.closed and isinstance(stuck.error, Misread):
            return Reply(problems=stuck.error.problems)
        return await self._work.write(lambda uow: self._ask(uow, event.who, stuck))

    async def _created(self, event: Event) -> Event:
        """The event; where it is to add somebody, that is done first and the event that goes on from there returned."""
        if isinstance(event, Pressed) and event.action.route == "create":
            pressed = event
            return await self._work.write(lambda uow: self._create(uow, pressed))
        return event

    def _create(self, uow: UnitOfWork, event: Pressed) -> Pressed:
        ctx = self._visit(uow, event)
        if ctx is None or len(event.action.args) != 1:
            raise Gone(_OLD_BUTTON)
        kept = drafts.load(ctx, self._registry, event.action.args[0])
        drafts.use_up(ctx, event.action.args[0])
        created = self._host.create(ctx, kept.text)
        named = drafts.keep(ctx, kept.typed.naming(kept.text, created, kept.command))
        return replace(event, key="", action=ActionId("again", (named,)))

    def _act(self, uow: UnitOfWork, event: Event) -> Reply:
        ctx = self._visit(uow, event)
        if ctx is None:
            return Reply()
        reply = self._handle(ctx, event)
        if reply.form is not None or reply.problems:
            return reply
        return replace(reply, also=(*reply.also, *greeting(ctx, self._host, event, reply), *self._host.missed(ctx)))

    def _visit(self, uow: UnitOfWork, event: Event) -> Context | None:
        """What is known about an event; None if it was acted on before."""
        now = self._clock()
        if event.key and not uow.notices.first_time(event.who.platform, event.key, now):
            return None
        first = not self._host.has_met(uow, event.who)
        return self._context(uow, event.who, self._host.visit(uow, event.who, now), first=first)

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
        if command is not None:
            pasted = asking.pasted(command, event)
            if (event.asks and command.asks) or pasted is not None:
                typed = pasted or self._typed(ctx, command, event)
                raise _Stuck(*asking.by_name(ctx, self._host, command, typed), asks=True)
            return self._run(ctx, command, self._typed(ctx, command, event))
        welcome = self._host.welcome(ctx) if looks_in(event) else None
        if welcome is not None:
            return Reply(message=welcome)
        near = replies.nearest(event.command, event.line, self._registry)
        if near is None:
            return replies.unknown(event.command, event.line)
        command, line = near
        typed = self._typed(ctx, command, replace(event, line=line))
        return replies.meant(event.command, command, line, drafts.keep(ctx, typed))

    def _run(self, ctx: Context, command: Command, typed: Typed) -> Reply:
        if typed.missing(command) and not (typed.values or typed.unread):
            return command.alone(ctx) if command.alone is not None else Reply(form=command.form({}))
        typed, refusal = asking.by_name(ctx, self._host, command, typed)
        if refusal is not None or typed.missing(command):
            raise _Stuck(typed, refusal, asks=bool(typed.missing(command)))
        try:
            known = asking.adding(ctx, self._host, command, typed)
            return command.handler(bind(command, known, self._reading(ctx)), ctx)
        except (Misread, Tie, Nobody) as error:
            raise _Stuck(typed, error) from error

    def _submit(self, ctx: Context, event: Submitted) -> Reply:
        route, args = event.action.route, event.action.args
        if route == "form" and args and args[0] in self._registry.commands:
            command = self._registry.commands[args[0]]
            typed = asking.filled(ctx, self._host, self._registry, command, event, *args[1:2])
            for missing in typed.missing(command):
                raise _Stuck(typed, InputError(missing.name, f"{missing.label} is needed."))
            return self._run(ctx, command, typed)
        sending = self._registry.forms.get(route)
        if sending is None or len(args) < sending.needs:
            raise Gone(_OLD_FORM)
        return sending.handler(
            ctx, args, {name: fitting(name, text) for name, text in event.values.items()}, event.files
        )

    def _press(self, ctx: Context, action: ActionId) -> Reply:
        match action.route, action.args:
            case "open", (name,) if name in self._registry.commands:
                command = self._registry.commands[name]
                return (
                    Reply(form=command.form({})) if command.asks else self._run(ctx, command, Typed.of(command, {}, {}))
                )
            case "open", (_, draft):
                return Reply(form=self._form(ctx, drafts.load(ctx, self._registry, draft).typed, draft))
            case "reopen", (draft,):
                form, values = drafts.load_form(ctx, draft)
                opened = self._press(ctx, form).form
                return Reply(form=opened.filled(values) if opened is not None else None)
            case "pick", (draft, contact):
                kept = drafts.load(ctx, self._registry, draft)
                return self._resume(ctx, kept.command, kept.typed.naming(kept.text, contact, kept.command), draft)
            case "again", (draft,):
                kept = drafts.load(ctx, self._registry, draft)
                return self._resume(ctx, kept.command, kept.typed, draft)
        route = self._registry.routes.get(action.route)
        if route is None or len(action.args) < route.needs:
            raise Gone(_OLD_BUTTON)
        return route.handler(ctx, action.args)

    def _resume(self, ctx: Context, command: Command, typed: Typed, draft: str) -> Reply:
        drafts.use_up(ctx, draft)
        reply = self._run(ctx, command, typed)
        return replace(reply, replace=reply.message is not None)

    def _ask(self, uow: UnitOfWork, who: Identity, stuck: _Stuck) -> Reply:
        ctx = self._context(uow, who, self._host.visit(uow, who, self._clock()))
        command = self._registry.commands[stuck.typed.command]
        adds = any(each.option.adds for each in command.parameters)
        if stuck.error is None or stuck.asks:
            form = self._form(ctx, stuck.typed, drafts.keep(ctx, stuck.typed))
            wrong = replies.problems(stuck.error) if isinstance(stuck.error, Misread) else ()
            return Reply(form=replace(form, intro=wrong))
        match stuck.error:
            case Tie() as tie:
                return replies.which(tie, drafts.keep(ctx, stuck.typed, tie.text), adds=adds)
            case Nobody() as nobody:
                return replies.nobody(nobody, drafts.keep(ctx, stuck.typed, nobody.text), adds=adds)
            case Misread() as error:
                shown = asking.shown(ctx, self._host, command, stuck.typed)
                return replies.misread(command, shown.values, error, drafts.keep(ctx, stuck.typed))

    def _unaccepted(self, event: Submitted, error: Misread, uow: UnitOfWork) -> Reply:
        """What is wrong with a form that is closed, and a button that opens it again with all that stood in it."""
        ctx = self._context(uow, event.who, self._host.visit(uow, event.who, self._clock()))
        return replies.unaccepted(error, drafts.keep_form(ctx, event.action, event.values))

    def _form(self, ctx: Context, typed: Typed, draft: str) -> Form:
        command = self._registry.commands[typed.command]
        return asking.form(ctx, self._host, command, typed, draft, self._reading(ctx))

    def _context(
        self, uow: UnitOfWork, who: Identity, visitor: tuple[User, Account], *, first: bool = False
    ) -> Context:
        user, account = visitor
        return Context(uow=uow, user=user, account=account, who=who, now=self._clock(), first=first)

    def _typed(self, ctx: Context, command: Command, event: Called) -> Typed:
        """What was typed for a command: the line taken apart, or the options as the platform gave them."""
        if not event.line.strip():
            return replace(Typed.of(command, event.options, event.files), outsiders=event.outsiders)
        typed = read_line(command, event.line, self._reading(ctx))
        return replace(typed, files=event.files, outsiders=event.outsiders)

    def _reading(self, ctx: Context) -> Reading:
        return Reading(today=ctx.today, day_first=ctx.user.preferences.day_first, names=lambda: self._host.names(ctx))
