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


@pytest.mark.parametrize("registry", [declared(), REGISTRY], ids=["two commands", "all of them"])
def test_slack_accepts_it(registry: Registry) -> None:
    if not SCHEMA.exists():
        pytest.skip("Slack's descriptions are not beside the repository (../shared/data)")
    Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(manifest(registry))


def test_it_asks_for_what_the_adapter_needs() -> None:
    made = manifest(declared())
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["features"]["app_home"] == {
        "home_tab_enabled": False,
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


def test_the_committed_manifest_is_the_one_that_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    cli(["manifest", "slack", "--mode", "socket"], standalone_mode=False)
    committed = Path(__file__).resolve().parents[2] / "deploy" / "slack-manifest.yaml"
    assert capsys.readouterr().out == committed.read_text("utf-8")
