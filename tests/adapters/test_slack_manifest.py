"""The manifest that an operator pastes into Slack."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft4Validator

from adapters.slack.manifest import as_yaml, manifest
from bot.chat.command import Registry
from bot.cli import cli
from bot.commands import REGISTRY
from tests.fakes.slack_script import declared

SCHEMA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "slack-manifest.schema.json"


HTTP = "https://kith.example.org"


@pytest.mark.parametrize("short", [False, True], ids=["/kith", "short forms"])
@pytest.mark.parametrize("public_url", ["", HTTP], ids=["socket", "http"])
@pytest.mark.parametrize("registry", [declared(), REGISTRY], ids=["two commands", "all of them"])
def test_slack_accepts_it(registry: Registry, public_url: str, short: bool) -> None:
    if not SCHEMA.exists():
        pytest.skip("Slack's descriptions are not beside the repository (../shared/data)")
    Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(
        manifest(registry, public_url=public_url, short=short)
    )


def test_it_asks_for_what_the_adapter_needs() -> None:
    made = manifest(declared())
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    (command,) = made["features"]["slash_commands"]
    assert (command["command"], command["should_escape"], command["usage_hint"]) == ("/kith", True, "log | import")
    assert "files:read" in made["oauth_config"]["scopes"]["bot"]
    assert "files:read" not in manifest(Registry())["oauth_config"]["scopes"]["bot"]


def test_as_yaml_it_reads_the_same() -> None:
    made = manifest(declared())
    assert yaml.safe_load(as_yaml(made)) == made


def test_over_http_every_request_has_an_address() -> None:
    made = manifest(declared(), public_url=f"{HTTP}/")
    assert {each["url"] for each in made["features"]["slash_commands"]} == {f"{HTTP}/slack/events"}
    settings = made["settings"]
    assert settings["event_subscriptions"]["request_url"] == f"{HTTP}/slack/events"
    assert settings["interactivity"]["message_menu_options_url"] == f"{HTTP}/slack/events"
    assert (settings["socket_mode_enabled"], settings["org_deploy_enabled"]) == (False, True)
    assert made["oauth_config"]["redirect_urls"] == [f"{HTTP}/slack/oauth/callback"]


@pytest.mark.parametrize("public_url", ["", HTTP], ids=["socket", "http"])
def test_no_event_that_it_subscribes_to_carries_a_message_of_another_place(public_url: str) -> None:
    events = manifest(REGISTRY, public_url=public_url)["settings"]["event_subscriptions"]["bot_events"]
    assert [each for each in events if "message" in each or "mention" in each] == ["message.im"]
    assert "app_home_opened" in events


def test_short_forms_leave_slacks_own_commands_alone() -> None:
    named = {each["command"] for each in manifest(REGISTRY, short=True)["features"]["slash_commands"]}
    assert {"/kith", "/log", "/due", "/whoknows"} <= named
    assert not {"/help", "/status", "/remind"} & named


@pytest.mark.parametrize(("mode", "file"), [("socket", "slack-manifest.yaml"), ("http", "slack-manifest-http.yaml")])
def test_the_committed_manifest_is_the_one_that_is_made(
    mode: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli(["manifest", "slack", "--mode", mode], standalone_mode=False)
    committed = Path(__file__).resolve().parents[2] / "deploy" / file
    assert capsys.readouterr().out == committed.read_text("utf-8")
