"""`kith setup slack` and `kith doctor` before a Slack that takes or refuses what it is given."""

import asyncio
import os
import stat
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import make_store, utc_now
from bot.config import Settings, load_settings
from bot.config.env_file import write_env
from bot.doctor import examine
from bot.domain.checkup import Finding
from bot.domain.errors import ConfigError
from bot.setup import set_up_slack
from tests.fakes.slack import FakeSlack

SECONDS = 20.0
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, and an environment that sets nothing."""
    for name in [name for name in os.environ if name.startswith("KITH_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(utc_now) as fake:
        yield fake


def settings(slack: FakeSlack, **more: str) -> Settings:
    values = {"slack_bot_token": slack.bot_token, "slack_app_token": slack.app_token, **more}
    return Settings.model_validate({"slack_api_url": slack.base_url, **values})


def answering(*answers: str) -> Callable[[str, bool], str]:
    left = iter(answers)
    return lambda words, hidden: next(left)


async def found(slack: FakeSlack, nudge: str = "", **more: str) -> dict[str, Finding]:
    return {each.what: each for each in await examine(settings(slack, **more), utc_now(), nudge)}


async def test_tokens_that_slack_takes_become_settings(slack: FakeSlack) -> None:
    said: list[str] = []
    ask = answering("what?", slack.app_token, "xoxb-wrong", slack.bot_token)
    answers = await set_up_slack(settings(slack), "socket", False, utc_now(), ask, said.append)
    assert answers == {
        "KITH_SLACK_MODE": "socket",
        "KITH_SLACK_APP_TOKEN": slack.app_token,
        "KITH_SLACK_BOT_TOKEN": slack.bot_token,
    }
    heard = "\n".join(said)
    assert "does not look like it: xapp-..." in heard
    assert "MEND  Slack: bot token: Slack says: invalid_auth. Copy it again from OAuth & Permissions" in heard
    assert "ok    Slack: scopes: all that Kith needs" in heard
    for secret in (slack.app_token, slack.bot_token, "xoxb-wrong"):
        assert secret not in heard


async def test_after_three_tries_nothing_is_written(slack: FakeSlack) -> None:
    ask = answering("xapp-1", "xapp-2", "xapp-3")
    assert await set_up_slack(settings(slack), "socket", False, utc_now(), ask, lambda line: None) is None


async def test_for_many_workspaces_client_and_secret_are_tried_without_installing(slack: FakeSlack) -> None:
    secret, said = "0" * 32, list[str]()
    slack.web.client = ("1.2", secret)
    for right in (True, False):
        ask = answering("f" * 32, "1.2", secret if right else "1" * 32, "https://kith.example.org")
        answers = await set_up_slack(settings(slack), "http", True, utc_now(), ask, said.append)
        assert (answers is not None) is right
    assert "ok    Slack: client id and secret: belong together" in said
    assert slack.web.seats == {}


def test_the_settings_file_keeps_what_else_stands_in_it_and_is_for_its_owner(elsewhere: Path) -> None:
    file = elsewhere / ".env"
    file.write_text("# mine\nKITH_ZONE=Europe/Berlin\nKITH_SLACK_BOT_TOKEN=xoxb-old\n")
    file.chmod(0o644)
    write_env(file, {"KITH_SLACK_BOT_TOKEN": "xoxb-new"})
    assert file.read_text() == "# mine\nKITH_ZONE=Europe/Berlin\nKITH_SLACK_BOT_TOKEN=xoxb-new\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_settings().zone == "Europe/Berlin"
    with pytest.raises(ConfigError, match="KITH_X must be one word"):
        write_env(file, {"KITH_X": "two\nKITH_Y=lines"})
    with pytest.raises(ConfigError, match="cannot write"):
        write_env(elsewhere / "nowhere" / ".env", {"KITH_X": "1"})


async def test_setting_up_in_a_shell(slack: FakeSlack, elsewhere: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "setup", "slack"),
        env={**os.environ, "PYTHONPATH": str(ROOT), "KITH_SLACK_API_URL": slack.base_url},
        cwd=elsewhere,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,  # without a terminal, so that what is typed comes from here
    )
    typed = f"{slack.app_token}\n{slack.bot_token}\n".encode()
    said, trouble = await asyncio.wait_for(process.communicate(typed), SECONDS)
    assert process.returncode == 0, trouble
    assert b"Written to .env" in said
    assert slack.bot_token.encode() not in said + trouble
    assert f"KITH_SLACK_BOT_TOKEN={slack.bot_token}" in (elsewhere / ".env").read_text()


async def test_a_doctor_finds_nothing_where_all_is_well(slack: FakeSlack) -> None:
    all_of_it = await found(slack)
    assert [each for each in all_of_it.values() if not each.well] == []
    assert all_of_it["Slack: bot token"].sentence == "taken by the workspace Kith Test"
    assert all_of_it["Clock"].sentence == "right"
    assert "--nudge" in all_of_it["Slack: messages tab"].sentence
    assert slack.calls_of("chat.postMessage") == []


async def test_a_doctor_says_how_to_mend_each(slack: FakeSlack) -> None:
    slack.web.scopes.discard("im:history")
    assert (await found(slack))["Slack: scopes"].sentence == "missing: im:history"
    assert "connections:write" in (await found(slack, slack_app_token="xapp-2"))["Slack: app token"].mend
    late = await examine(settings(slack), utc_now() - timedelta(minutes=4))
    (clock,) = [each for each in late if each.what == "Clock"]
    assert "behind of Slack's" in clock.sentence
    assert "set-ntp" in clock.mend


async def test_a_doctor_tells_an_unreachable_slack_from_a_wrong_token(slack: FakeSlack) -> None:
    await slack.stop_listening()
    finding = (await found(slack))["Slack: bot token"]
    assert "could not be reached" in finding.sentence
    assert "HTTPS_PROXY" in finding.mend


async def test_half_of_the_settings_are_told_as_such(slack: FakeSlack) -> None:
    half = Settings.model_validate({"slack_mode": "http", "slack_bot_token": "xoxb-1"})
    (finding,) = [each for each in await examine(half, utc_now()) if each.what == "Slack"]
    assert "KITH_SLACK_SIGNING_SECRET is needed" in finding.sentence


async def test_a_test_nudge_arrives_or_says_what_keeps_it(slack: FakeSlack) -> None:
    ana = slack.user("U0ANA")
    assert (await found(slack, "U0ANA"))["Slack: test nudge"].well
    assert "test nudge" in ana.dm()[0].text
    slack.world.messages_tab = False
    assert "messages tab" in (await found(slack, "U0ANA"))["Slack: test nudge"].mend
    slack.world.messages_tab = True
    assert "U0123ABCD" in (await found(slack, "U0404"))["Slack: test nudge"].mend


async def test_a_key_file_that_others_may_read_is_found(slack: FakeSlack, elsewhere: Path) -> None:
    make_store(settings(slack)).close()
    assert (await found(slack))["Key file"].well
    (elsewhere / "kith.key").chmod(0o644)
    assert (await found(slack))["Key file"].mend.startswith("chmod 600")
    (elsewhere / "kith.key").write_text("{}")
    assert "KITH_KEYSET" in (await found(slack))["Database and keys"].mend
