"""What deploy/ promises to whoever runs Kith: settings that are all explained, and a process that is let do little."""

import configparser
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values

from bot.config import Settings, env_example, load_settings

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"


@pytest.fixture
def service() -> configparser.SectionProxy:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    unit.read_string((DEPLOY / "kith.service").read_text("utf-8"))
    return unit["Service"]


@pytest.fixture
def container() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    assert list(services) == ["kith"], "one process, because SQLite has one writer"
    return dict(services["kith"])


def test_every_setting_is_explained() -> None:
    written = (DEPLOY / "env.example").read_text("utf-8")
    assert written == env_example(), "write it again from bot.config.env_example()"


def test_the_example_says_what_happens_when_nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("KITH_")]:
        monkeypatch.delenv(name)
    unset = load_settings()
    (tmp_path / ".env").write_text(re.sub(r"^#(?=KITH_)", "", env_example(), flags=re.MULTILINE), "utf-8")
    assert len(dotenv_values(tmp_path / ".env")) >= len(Settings.model_fields)
    assert load_settings() == unset


def test_the_container_can_write_to_its_volume_only(container: dict[str, Any]) -> None:
    assert container["read_only"] is True
    assert container["volumes"] == ["kith-data:/data"]
    assert container["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in container["security_opt"]
    assert "ports" not in container


def test_the_container_is_stopped_as_patiently_as_kith_needs(container: dict[str, Any]) -> None:
    assert container["init"] is True
    assert container["stop_grace_period"] == "30s"


def test_the_image_runs_as_nobody_in_particular_and_keeps_its_data_apart() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    image = lines[max(number for number, line in enumerate(lines) if line.startswith("FROM ")) :]
    assert any(re.fullmatch(r"USER [1-9]\d+:[1-9]\d+", line) for line in image)
    assert "VOLUME /data" in image
    assert any(line.startswith("HEALTHCHECK") for line in image)
    assert not any("latest" in line for line in lines)


def test_the_image_installs_locked_packages_by_their_hashes() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert re.search(r"--require-hashes .*--requirement requirements/run\.txt", dockerfile)


def test_the_service_is_a_user_of_its_own_that_sees_its_own_folder_only(service: configparser.SectionProxy) -> None:
    for setting, value in {
        "DynamicUser": "yes",
        "StateDirectory": "kith",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "UMask": "0077",
    }.items():
        assert service[setting] == value


def test_the_service_comes_back_without_hammering_the_platforms(service: configparser.SectionProxy) -> None:
    assert service["Restart"] == "on-failure"
    assert int(service["RestartSec"]) >= 30
    assert int(service["TimeoutStopSec"]) == 30
