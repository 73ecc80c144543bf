"""The composition root: the only place that makes things and ties them together."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr

from adapters.discord.client import API_URL as DISCORD_API_URL
from adapters.discord.client import GATEWAY_URL as DISCORD_GATEWAY_URL
from adapters.discord.client import DiscordAdapter
from adapters.slack.app import OAuth, SlackAdapter
from adapters.slack.clients import API_URL as SLACK_API_URL
from bot.chat import homes
from bot.chat.adapter import Adapter
from bot.chat.context import Context
from bot.chat.event import Identity
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.chat.option import NEW
from bot.chat.pipeline import Pipeline
from bot.chat.work import Work
from bot.commands import REGISTRY, complete
from bot.config import Settings, discord_mode, discord_off, slack_mode, slack_off
from bot.domain.errors import KithError, Tie
from bot.domain.ids import ContactId
from bot.domain.slot import local_day
from bot.domain.user import Account, Platform, Preferences, User
from bot.engine.delivery import Courier
from bot.engine.missed import missed
from bot.engine.ticks import Engine, Ticks
from bot.homes import COMMANDS, StoredHomes, StoredNotice
from bot.installed import StoredInstallations
from bot.language.line import Acquaintances, people
from bot.language.mentions import mention_of, spoken
from bot.ports import Clock, Store, UnitOfWork
from bot.presenters import home as page
from bot.presenters.welcome import welcome
from bot.services import changes, contacts, finding, users
from bot.services.home import home
from bot.services.welcome import is_empty
from storage.store import SqlStore, open_store


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Host:
    """The use cases that the chat core needs, tied together."""

    defaults: Preferences

    def visit(self, uow: UnitOfWork, who: Identity, now: datetime) -> tuple[User, Account]:
        """The user behind an identity, made on the first visit."""
        return users.visit(uow, _visitor(who), self.defaults, now)

    def has_met(self, uow: UnitOfWork, who: Identity) -> bool:
        """Whether an identity has written to Kith before."""
        return uow.users.find(who.platform, who.scope, who.external) is not None

    def known(self, uow: UnitOfWork, who: Identity) -> tuple[User, Account] | None:
        """The user behind an identity if nothing has to be written for this visit."""
        return users.known(uow, _visitor(who))

    def create(self, ctx: Context, name: str) -> ContactId:
        """A new contact with that name; an address is kept as one too, and so is a mention."""
        mention = mention_of(name)
        called = mention.label or mention.id if mention is not None else name.removeprefix("@")
        changes.begin(ctx.uow, ctx.user, f"added {called}", ctx.now)
        profile = contacts.Profile(
            name=contacts.checked_name(called),
            emails=(called.casefold(),) if "@" in called else (),
            aliases=(mention.alias,) if mention is not None else (),
        )
        return contacts.create(ctx.uow, ctx.user, profile, ctx.now).id

    def name(self, ctx: Context, text: str) -> str:
        """A name as it is shown: that of the contact where the text is `#` and its id, or of who is mentioned."""
        found = ctx.uow.contacts.get(ctx.user.id, ContactId(text[1:])) if text.startswith("#") else None
        return found.name if found is not None else spoken(text.removeprefix(NEW))

    def knows(self, ctx: Context, text: str) -> bool:
        """Whether a name is that of somebody in the user's book, or of several."""
        try:
            finding.find(ctx.uow, ctx.user.id, text)
        except Tie:
            return True
        except KithError:
            return False
        return True

    def choice(self, ctx: Context, text: str) -> Choice:
        """A person as a picker starts with them."""
        try:
            contact = finding.find(ctx.uow, ctx.user.id, text)
        except KithError:
            return Choice(f'"{text}"' if people(text) != (text,) else text, self.name(ctx, text))
        return Choice(f"#{contact.id}", finding.label(contact))

    def people(self, ctx: Context, text: str) -> tuple[Choice, ...]:
        """The user's contacts whose names a text may begin."""
        return complete.whom(ctx, text)

    def welcome(self, ctx: Context) -> Message | None:
        """The welcome of somebody who has nobody in their book yet."""
        return welcome(ctx.user) if is_empty(ctx.uow, ctx.user) else None

    def home(self, uow: UnitOfWork, who: Identity, now: datetime) -> Message:
        """The page of somebody's own; how to begin, for somebody who has nobody in their book or never wrote."""
        account = uow.users.find(who.platform, who.scope, who.external)
        user = uow.users.get(account.user) if account is not None else None
        if user is None:
            return page.first_run(who.name, self.defaults.hour)
        if is_empty(uow, user):
            return page.first_run(user.name, user.preferences.hour)
        return page.page(home(uow, user, local_day(now, user.preferences)))

    def names(self, ctx: Context) -> Acquaintances:
        """The user's contacts by name."""
        return finding.book(ctx.uow, ctx.user.id)

    def missed(self, ctx: Context) -> tuple[Message, ...]:
        """What could not be delivered to the user."""
        return missed(ctx)


def _visitor(who: Identity) -> users.Visitor:
    return users.Visitor(
        platform=who.platform,
        scope=who.scope,
        external=who.external,
        name=who.name,
        workspace=who.workspace,
        workspace_name=who.workspace_name,
        zone=who.zone,
        locale=who.locale,
    )


class Kith:
    """Everything but the adapters, on one store and one clock."""

    def __init__(self, store: Store, clock: Clock, *, defaults: Preferences, lease_seconds: float = 60.0) -> None:
        self.store = store
        self.clock = clock
        self.work = Work(store)
        self.adapters: dict[Platform, Adapter] = {}
        courier = Courier(self.work, self.adapters, clock, lease_seconds=lease_seconds)
        self.engine = Engine(self.work, courier, clock)
        self.ticks = Ticks(self.engine, clock, utc_now)
        host = Host(defaults)
        self.pipeline = Pipeline(REGISTRY, self.work, clock, host, committed=self.ticks.wake)
        self.homes = homes.Homes(self.work, clock, host.home)

    def connect(self, adapter: Adapter) -> None:
        """Deliver through this adapter from now on."""
        self.adapters[adapter.platform] = adapter

    def close(self) -> None:
        """Finish what is running and let the store go."""
        self.work.close()


def defaults_of(settings: Settings) -> Preferences:
    """What new users begin with."""
    return Preferences(zone=settings.zone, hour=settings.hour)


def make_store(settings: Settings) -> SqlStore:
    """The store that the settings name, its schema brought up to date; raises StorageError where it cannot be used."""
    return open_store(settings.database.get_secret_value(), settings.keyset, data_dir=Path(), upgrade=True)


def existing_store(settings: Settings) -> SqlStore | None:
    """The store as it is, with nothing made or brought up to date; None where there is no database file yet.

    Raises StorageError where it cannot be used.
    """
    url = settings.database.get_secret_value()
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return None
    return open_store(url, settings.keyset, data_dir=Path())


def make_adapters(settings: Settings, kith: Kith) -> tuple[list[Adapter], list[web.RouteDef], list[str]]:
    """The adapters that are set up, what they have the web server do, and a sentence about each that is left out.

    Raises ConfigError where one is set up by half.
    """
    found: list[Adapter] = []
    routes: list[web.RouteDef] = []
    missing: list[str] = []
    off = slack_off(settings)
    if off is None:
        slack = _slack(settings, kith)
        found.append(slack)
        routes += slack.routes()
    else:
        missing.append(off)
    off = discord_off(settings)
    if off is None:
        discord = make_discord(settings, kith)
        found.append(discord)
        routes += discord.routes()
    else:
        missing.append(off)
    return found, routes, missing


def _slack(settings: Settings, kith: Kith) -> SlackAdapter:
    oauth = None
    if settings.slack_client_id is not None and settings.public_url is not None:
        oauth = OAuth(settings.slack_client_id, _told(settings.slack_client_secret), settings.public_url)
    http = slack_mode(settings) == "http"
    return SlackAdapter(
        installed=StoredInstallations(kith.work, kith.clock, kith.ticks.wake),
        registry=REGISTRY,
        home=kith.homes.draw,
        bot_token=_told(settings.slack_bot_token),
        oauth=oauth,
        app_token="" if http else _told(settings.slack_app_token),
        signing_secret=_told(settings.slack_signing_secret) if http else "",
        api_url=settings.slack_api_url or SLACK_API_URL,
    )


def _told(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret is not None else ""


def make_discord(settings: Settings, kith: Kith) -> DiscordAdapter:
    """The Discord adapter of settings that make a whole."""
    return DiscordAdapter(
        token=_told(settings.discord_token),
        registry=REGISTRY,
        synced=StoredNotice(kith.work, COMMANDS),
        homes=StoredHomes(kith.work, kith.clock),
        clock=kith.clock,
        public_key=(settings.discord_public_key or "") if discord_mode(settings) == "http" else "",
        api_url=settings.discord_api_url or DISCORD_API_URL,
        gateway_url=settings.discord_gateway_url or DISCORD_GATEWAY_URL,
    )
