"""Writes again what follows from the code: the reference pages, Kith's answers in the chats, Slack's manifests.

python -m docs.build
"""

from adapters.slack.manifest import as_yaml, manifest
from bot.cli import EXAMPLE_URL
from bot.commands import REGISTRY
from docs.chats import ROOT, STORIES, replayed
from docs.reference_pages import command_line_page, commands_page, settings_page

REFERENCE = {
    "docs/reference/commands.md": commands_page,
    "docs/reference/settings.md": settings_page,
    "docs/reference/command-line.md": command_line_page,
}
"""The pages that are written as a whole."""
MANIFESTS = {"deploy/slack-manifest.yaml": "", "deploy/slack-manifest-http.yaml": EXAMPLE_URL}
"""The manifests with the address at which Slack reaches Kith: none for Socket Mode."""


def main() -> None:
    """Write all of them."""
    for name, page in REFERENCE.items():
        (ROOT / name).write_text(page(), "utf-8")
    for name, address in MANIFESTS.items():
        (ROOT / name).write_text(as_yaml(manifest(REGISTRY, public_url=address)), "utf-8")
    for name in STORIES:
        told = (ROOT / name).read_text("utf-8")
        (ROOT / name).write_text(replayed(told), "utf-8")


if __name__ == "__main__":
    main()
