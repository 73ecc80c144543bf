"""The command line of whoever runs Kith. Everything it says about an error is one clear sentence."""

import asyncio
import getpass
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import typer
from rich.progress import Progress as Bar

from adapters.slack.manifest import as_yaml
from adapters.slack.manifest import manifest as slack_manifest
from bot import demo as demonstration
from bot import terminal, third_party
from bot.app import defaults_of, make_store, utc_now
from bot.commands import REGISTRY
from bot.config import load_settings
from bot.config.env_file import write_env
from bot.doctor import examine
from bot.domain.errors import KithError
from bot.domain.user import User
from bot.filing import Summary, export_file, import_file, owner_of
from bot.ports import UnitOfWork
from bot.serve import configure_logs, serve, sync_discord
from bot.services import third_parties
from bot.services.importing import Progress
from bot.setup import set_up_discord, set_up_slack, told

cli = typer.Typer(
    help="Kith helps people keep their relationships alive, in Slack and Discord.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_R = TypeVar("_R")
EXAMPLE_URL = "https://kith.example.org"
"""Stands in a manifest where nobody said at which address Kith is reached."""
_SHOWN = 10
_FIRST = {
    "slack": "First create the app from: kith manifest slack.",
    "discord": "First create an application at https://discord.com/developers/applications.",
}

_Owner = Annotated[
    str,
    typer.Option("--as", help="Whose contact book: a name from kith chat, or an account like slack:T1:U1, discord::42"),
]


@cli.command()
def run() -> None:
    """Connect to every platform that has a token, and serve until stopped."""
    settings = load_settings()
    configure_logs(settings.log_level, settings.log_format)
    asyncio.run(serve(settings, typer.echo))


@cli.command()
def chat(name: Annotated[str, typer.Option("--as", help="Who you are")] = "") -> None:
    """Talk with Kith in this terminal: no token needed, a clock that can be moved, several pretend people."""
    settings = load_settings()
    configure_logs("warning", "text")
    asyncio.run(terminal.chat(settings, name or getpass.getuser()))


@cli.command()
def demo() -> None:
    """Three months with Kith in a minute, on a database that is thrown away; then a prompt, if this is a terminal."""
    configure_logs("error", "text")
    asyncio.run(demonstration.play(stay=sys.stdin.isatty()))


@cli.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(help="Cards, a table, LinkedIn's ZIP, Monica's JSON, a calendar, what kith export wrote"),
    ],
    owner: _Owner = "",
    columns: Annotated[
        list[str] | None, typer.Option("--map", help='Which column of a table holds what: --map "name=Full name"')
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say it as JSON")] = False,
) -> None:
    """Take people over from a file. Undo it for 30 days with /kith undo."""
    content, named = _content(file), _columns(columns or [])

    def use(uow: UnitOfWork, user: User) -> Summary:
        with _progress(shown=not as_json) as progress:
            return import_file(
                uow, user, file.name, content, utc_now(), columns=named, dry_run=dry_run, progress=progress
            )

    found = _with_store(use, owner, lasting=not dry_run)
    said = f"{'Nothing was changed yet. ' if dry_run else 'Done. '}{_said(found)}"
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False) if as_json else said)


@cli.command()
def export(
    file: Annotated[
        Path, typer.Argument(help="Where to write it: .json restores everything; .csv, .vcf and .ics are for others")
    ],
    owner: _Owner = "",
) -> None:
    """Write what is known about a user's people to a file, in the form that its ending says."""
    content = _with_store(lambda uow, user: export_file(uow, user, file.name, utc_now()), owner)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise KithError(f"I can't write {file}: {error.strerror}.") from error
    typer.echo(f"Written to {file}.")


@cli.command()
def erase_person(
    email: Annotated[list[str] | None, typer.Option(help="An e-mail address of theirs; say it for each")] = None,
    phone: Annotated[list[str] | None, typer.Option(help="A number that is theirs alone, with its country")] = None,
    url: Annotated[list[str] | None, typer.Option(help="Their own page, such as linkedin.com/in/sam-carter")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before erasing")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say it as JSON")] = False,
) -> None:
    """Erase somebody who asked for it from everybody's books, for good, and let no import bring them back."""
    marks = third_party.marks_of(email or (), phone or (), url or ())
    if as_json and not (yes or dry_run):
        raise KithError("With --json I cannot ask first. Add --dry-run to see what would happen, or --yes to erase.")
    if not (yes or dry_run):
        found = _within(lambda uow: third_parties.erase(uow, marks, utc_now()), lasting=False)
        typer.echo(third_party.said(found, lasting=False))
        typer.confirm(third_party.NO_BACK, abort=True)
    done = _within(lambda uow: third_parties.erase(uow, marks, utc_now()), lasting=not dry_run)
    said = third_party.said(done, lasting=not dry_run)
    typer.echo(json.dumps(third_party.told(done, lasting=not dry_run)) if as_json else said)


@cli.command()
def migrate() -> None:
    """Bring the database to the schema of this version; a SQLite file is backed up first."""
    make_store(load_settings()).close()
    typer.echo("The database is up to date.")


@cli.command()
def setup(
    platform: Annotated[Literal["slack", "discord"], typer.Argument(help="The platform to set up")],
    mode: Annotated[
        Literal["socket", "gateway", "http"] | None,
        typer.Option(help="How it reaches Kith: http, or else socket for Slack and gateway for Discord"),
    ] = None,
    many: Annotated[
        bool, typer.Option("--many", help="Slack: for many workspaces, by OAuth, instead of one token")
    ] = False,
    file: Annotated[Path, typer.Option(help="The file to write to; kith run reads .env where it starts")] = Path(
        ".env"
    ),
) -> None:
    """Ask for what the platform gave the app, have it checked there, and write the settings."""
    settings = load_settings()
    typer.echo(f"{_FIRST[platform]} What you type here is not shown.")
    ways = {
        "slack": lambda: set_up_slack(settings, mode or "socket", many, utc_now(), _ask, typer.echo),
        "discord": lambda: set_up_discord(settings, mode or "gateway", _ask, typer.echo),
    }
    answers = asyncio.run(_waited(ways[platform]))
    if answers is None:
        raise KithError(f"Nothing was written. What is needed, and where it is, stands in docs/how-to/{platform}.md.")
    write_env(file, answers)
    typer.echo(f"Written to {file}, readable by you alone. Next: kith doctor, then kith run.")


@cli.command()
def discord(
    act: Annotated[Literal["sync"], typer.Argument(help="sync: tell Discord of the commands of this version")],
) -> None:
    """Tell Discord of the commands, even if it was told. kith run does so by itself when they have changed."""
    settings = load_settings()
    configure_logs(settings.log_level, settings.log_format)
    acts = {"sync": lambda: sync_discord(settings)}
    asyncio.run(_waited(acts[act]))
    typer.echo("Discord knows the commands. If it shows no /kith, reload it.")


@cli.command()
def doctor(
    nudge: Annotated[str, typer.Option(help="Also send a test nudge to this Slack member id, such as U0123ABCD")] = "",
) -> None:
    """Look at tokens, scopes, clock, database, keys and time zones; say how to mend what is wrong."""
    findings = asyncio.run(examine(load_settings(), utc_now(), nudge))
    for each in findings:
        typer.echo(told(each))
    if not all(each.well for each in findings):
        raise typer.Exit(1)


@cli.command()
def manifest(
    platform: Annotated[Literal["slack"], typer.Argument(help="The platform to describe Kith to")],
    mode: Annotated[Literal["socket", "http"], typer.Option(help="How Slack reaches Kith")] = "socket",
    short: Annotated[bool, typer.Option("--short", help="Also /log, /due and so on, beside /kith log")] = False,
    url: Annotated[str, typer.Option(help="Kith's public address, for http; else that in KITH_PUBLIC_URL")] = "",
) -> None:
    """Print the app manifest to paste into Slack."""
    address = (url or load_settings().public_url or EXAMPLE_URL) if mode == "http" else ""
    makers = {"slack": lambda: as_yaml(slack_manifest(REGISTRY, public_url=address, short=short))}
    typer.echo(makers[platform](), nl=False)


def _with_store(use: Callable[[UnitOfWork, User], _R], owner: str, *, lasting: bool = True) -> _R:
    defaults = defaults_of(load_settings())
    name = owner or getpass.getuser()
    return _within(lambda uow: use(uow, owner_of(uow, name, defaults, utc_now())), lasting=lasting)


def _within(use: Callable[[UnitOfWork], _R], *, lasting: bool = True) -> _R:
    store = make_store(load_settings())
    try:
        with store.write() as uow:
            result = use(uow)
            if lasting:
                uow.commit()
            return result
    finally:
        store.close()


async def _waited(act: Callable[[], Awaitable[_R]]) -> _R:
    return await act()


def _ask(words: str, hidden: bool) -> str:
    return str(typer.prompt(words, hide_input=hidden))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KithError(f"I can't read {file}: {error.strerror}.") from error


@contextmanager
def _progress(*, shown: bool) -> Iterator[Progress | None]:
    """A bar on a terminal; nothing where something else reads what is printed."""
    if not shown or not sys.stdout.isatty():
        yield None
        return
    with Bar(transient=True) as bar:
        task = bar.add_task("Importing")
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _columns(typed: list[str]) -> dict[str, str]:
    """The columns that --map names."""
    pairs = [each.partition("=") for each in typed]
    if wrong := next((word for word, sign, _ in pairs if not sign or not word.strip()), None):
        raise KithError(f'I can\'t read --map {wrong}. Say it as part=column, for example --map "name=Full name".')
    return {word.strip(): column for word, _, column in pairs}


def _said(found: Summary) -> str:
    counts = ", ".join(f"{len(rows)} {kind}" for kind, rows in found.items())
    doubtful = [f"{each['name']}: {each['reason']}" for each in found["duplicates"] if each["unsure"]]
    if doubtful:
        more = f" and {len(doubtful) - _SHOWN} more" if len(doubtful) > _SHOWN else ""
        doubtful = [f"Left out, as they may be the same people{more} (in a chat I ask):", *doubtful[:_SHOWN]]
    reasons = [f"Line {each['line']}: {each['reason']}" for each in found["skipped"] if each["line"] is not None]
    reasons += [each["reason"] for each in found["skipped"] if each["line"] is None]
    return "\n".join((f"{counts}.", *doubtful, *reasons))


def main() -> None:
    """Run the command line; an error of ours becomes its sentence and exit code 1."""
    try:
        cli()
    except KithError as error:
        typer.echo(error.sentence, err=True)
        sys.exit(1)
