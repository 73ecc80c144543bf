"""What the documents name is there: files, headings, commands, settings, targets, scopes, code."""

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from adapters.slack.manifest import manifest
from bot.cli import cli
from bot.commands import REGISTRY
from bot.config import Settings
from docs.chats import ROOT
from storage.schema import metadata
from storage.vault import sealed_columns

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
IDS = [page.relative_to(ROOT).as_posix() for page in PAGES]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
OUTSIDE = ("https://", "http://", "mailto:")

OTHER_VARIABLES = {"KITH_TEST_POSTGRES"}
"""Variables that begin with KITH_ and are no settings."""

SEALED = {
    "contact.emails": "e-mail addresses",
    "contact.phones": "phone numbers",
    "contact.url": "profile",
    "contact.uid": "identity of a contact in an imported file",
    "contact.about": "about",
    "contact.met": "how you met",
    "interaction.note": "notes",
    "note.text": "notes",
    "follow_up.text": "reminded",
    "news.text": "news",
    "need.text": "look for",
    "team_need.line": "matched",
    "need_match.looking_line": "matched",
    "need_match.offer_line": "matched",
    "introduction.reason": "introduction",
    "introduction.bridge": "bring two people together",
    "ask.question": "questions to colleagues",
    "ask.reason": "questions to colleagues",
    "draft.payload": "drafts",
    "installation.token": "tokens",
    "swap.address": "private addresses",
    "handed.person": "whom you hand over",
    "joint.payload": "what joined accounts had apart",
    "change.title": "what undo remembers",
    "change_entry.payload": "what undo remembers",
}
"""What is stored encrypted, in the words of docs/explanation/privacy.md."""

pages = pytest.mark.parametrize("page", PAGES, ids=IDS)


def prose(page: Path) -> str:
    """A page without its blocks of code, in which a bracket is no link."""
    return FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as Git hosts make them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pages
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(prose(page)):
        if link.startswith(OUTSIDE):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_relative_to(ROOT) or not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_every_page_of_the_documentation_can_be_found() -> None:
    contents = ROOT / "docs" / "README.md"
    linked = {(contents.parent / link.partition("#")[0]).resolve() for link in LINK.findall(prose(contents))}
    assert not [page for page in PAGES if page.is_relative_to(contents.parent) and page not in {*linked, contents}]


@pages
def test_commands_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    group = get_command(cli)
    assert isinstance(group, TyperGroup)
    assert not set(re.findall(r"(?<!\w)/kith ([a-z]+)", text)) - set(REGISTRY.commands)
    shell = set(re.findall(r"(?:`|^|bin/)kith ([a-z-]+)", text, re.MULTILINE))
    shell |= set(re.findall(r"-m bot ([a-z]+)", text))
    assert not shell - set(group.commands)


@pages
def test_settings_exist(page: Path) -> None:
    known = {f"KITH_{name.upper()}" for name in Settings.model_fields} | OTHER_VARIABLES
    named = {name.removesuffix("_FILE") for name in re.findall(r"\bKITH_[A-Z_]*[A-Z]", page.read_text("utf-8"))}
    assert not named - known


@pages
def test_targets_of_make_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shell = "\n".join(code for language, code in FENCE.findall(page.read_text("utf-8")) if language == "sh")
    lines = [*re.findall(r"^make ([a-z ]+)", shell, re.MULTILINE), *re.findall(r"`make ([a-z ]+)", prose(page))]
    assert not {target for line in lines for target in line.split()} - targets


@pages
def test_code_that_is_shown_is_in_the_file_that_it_names(page: Path) -> None:
    for language, code in FENCE.findall(page.read_text("utf-8")):
        if language == "python":
            named, _, shown = code.partition("\n")
            assert shown in (ROOT / named.removeprefix("# ")).read_text("utf-8")


def test_the_slack_page_explains_the_scopes_that_the_app_asks_for() -> None:
    explained = re.findall(r"^\| `([a-z:]+)` \|", prose(ROOT / "docs/how-to/slack.md"), re.MULTILINE)
    assert sorted(explained) == sorted(manifest(REGISTRY)["oauth_config"]["scopes"]["bot"])


def test_the_privacy_page_says_what_is_encrypted() -> None:
    stored = {f"{table.name}.{column}" for table in metadata.tables.values() for column in sealed_columns(table)}
    assert stored == set(SEALED)
    _, _, page = prose(ROOT / "docs/explanation/privacy.md").partition("## What is encrypted")
    said, _, _ = page.partition("These are stored as they are")
    words = " ".join(said.replace("*", "").split())
    assert not [phrase for phrase in SEALED.values() if phrase not in words]
