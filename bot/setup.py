"""`kith setup`: asks for what the platform gave the app and has each checked. Never shows a token."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from adapters.discord.checks import Application, as_set, discord_checks
from adapters.discord.client import API_URL as DISCORD_API_URL
from adapters.slack.checks import SlackChecks, slack_checks
from adapters.slack.clients import API_URL
from bot.commands import REGISTRY
from bot.config import Settings
from bot.domain.checkup import Finding
from bot.domain.errors import ConfigError

Ask = Callable[[str, bool], str]
"""Asks a question; True hides what is typed."""
Mode = Literal["socket", "gateway", "http"]
_TRIES = 3
_DOTTED = r"[\w-]+\.[\w-]+\.[\w-]+"


@dataclass(frozen=True, slots=True)
class _Question:
    """One setting: how it is asked for, what it looks like, and who checks it once it looks right."""

    variable: str
    words: str
    looks: str
    example: str
    hidden: bool = True
    check: Callable[[str], Awaitable[list[Finding]]] | None = None


async def set_up_slack(
    settings: Settings, mode: Mode, many: bool, now: datetime, ask: Ask, say: Callable[[str], None]
) -> Mapping[str, str] | None:
    """The settings to write, each taken by Slack; None where one was not, after some tries."""
    if mode == "gateway":
        raise ConfigError("Slack reaches Kith by socket or http, not by a gateway.")
    answers: dict[str, str] = {"KITH_SLACK_MODE": mode}
    async with slack_checks(settings.slack_api_url or API_URL, REGISTRY) as checks:
        for question in _questions(checks, mode, many, now):
            answer = await _answered(question, ask, say)
            if answer is None:
                return None
            answers[question.variable] = answer
        if many:
            pair = answers["KITH_SLACK_CLIENT_ID"], answers["KITH_SLACK_CLIENT_SECRET"]
            return answers if _well(await checks.client(*pair), say) else None
    return answers


async def set_up_discord(
    settings: Settings, mode: Mode, ask: Ask, say: Callable[[str], None]
) -> Mapping[str, str] | None:
    """The settings to write, the token taken by Discord; None where it was not, after some tries.

    The public key is read from Discord, and the addresses to add Kith at are said.
    """
    if mode == "socket":
        raise ConfigError("Discord reaches Kith by gateway or http, not by a socket.")
    found: list[Application] = []
    async with discord_checks(settings.discord_api_url or DISCORD_API_URL) as checks:

        async def check(token: str) -> list[Finding]:
            application = await checks.application(token)
            if isinstance(application, Finding):
                return [application]
            found.append(application)
            return [Finding("Discord: token", f"taken; the bot is called {application.name}")]

        token = await _answered(
            _Question(
                "KITH_DISCORD_TOKEN", "Token (page Bot, Reset Token)", _DOTTED, "three parts with dots", check=check
            ),
            ask,
            say,
        )
    if token is None:
        return None
    application = found[-1]
    for each in as_set(application, mode, application.public_key)[1:]:
        say(told(each))
    say(f"To add Kith to a server: {application.invite}")
    say(f"To add Kith to yourself: {application.own_app}")
    answers = {"KITH_DISCORD_TOKEN": token, "KITH_DISCORD_MODE": mode}
    return answers | ({"KITH_DISCORD_PUBLIC_KEY": application.public_key} if mode == "http" else {})


def _questions(checks: SlackChecks, mode: Mode, many: bool, now: datetime) -> list[_Question]:
    bot = _Question(
        "KITH_SLACK_BOT_TOKEN",
        "Bot User OAuth Token (OAuth & Permissions)",
        r"xoxb-[\w-]+",
        "xoxb-...",
        check=lambda token: checks.bot_token(token, now),
    )
    app = _Question(
        "KITH_SLACK_APP_TOKEN",
        "App-level token with connections:write (Basic Information)",
        r"xapp-[\w-]+",
        "xapp-...",
        check=checks.app_token,
    )
    signing = _Question(
        "KITH_SLACK_SIGNING_SECRET", "Signing Secret (Basic Information)", r"[0-9a-f]{32}", "32 digits and letters a-f"
    )
    oauth = [
        _Question("KITH_SLACK_CLIENT_ID", "Client ID (Basic Information)", r"\d+\.\d+", "123.456", hidden=False),
        _Question("KITH_SLACK_CLIENT_SECRET", "Client Secret (Basic Information)", r"[0-9a-f]{32}", signing.example),
        _Question(
            "KITH_PUBLIC_URL", "Kith's own public address", r"https://\S+", "https://kith.example.org", hidden=False
        ),
    ]
    return [signing if mode == "http" else app, *(oauth if many else [bot])]


async def _answered(question: _Question, ask: Ask, say: Callable[[str], None]) -> str | None:
    for _ in range(_TRIES):
        answer = ask(question.words, question.hidden).strip()
        if not re.fullmatch(question.looks, answer):
            say(f"That does not look like it: {question.example}")
        elif question.check is None or _well(await question.check(answer), say):
            return answer
    return None


def _well(found: list[Finding], say: Callable[[str], None]) -> bool:
    for each in found:
        say(told(each))
    return all(each.well for each in found)


def told(finding: Finding) -> str:
    """A finding as one line."""
    if finding.well:
        return f"ok    {finding.what}: {finding.sentence}"
    return f"MEND  {finding.what}: {finding.sentence.rstrip('.')}. {finding.mend}"
