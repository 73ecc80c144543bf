"""The chats of the documents, typed into `kith chat` as a person would: today, in a folder of their own."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.chats import ROOT, typed_lines

KEY_LINES = {
    "README.md": [
        "Added Sam Carter, to keep in touch with every 30 days (close circle).",
        "Your people today",
        "days since you talked to Sam Carter.",
        "his flat in Lisbon falls through",
        "[1] Talked  [2] Wrote  [3] Later  [4] More",
    ],
    "docs/tutorial.md": [
        "Imported 7 new people",
        "There is no 31 February.",
        "Undone: a message from Tom Reyes.",
        "days since you talked to Sam Carter.",
        "No send has failed.",
        "Welcome to the team Console.",
        "Priya Nair (Head of research, Acme): Ana (knows them a little, last in touch",
        "Here is everything: 11 people with their history.",
        "Nothing about them is left in my books.",
    ],
}


@pytest.mark.parametrize("page", KEY_LINES)
def test_the_lines_of_a_page_work_in_the_terminal(page: str, tmp_path: Path) -> None:
    sample = tmp_path / "bot" / "demo" / "people.vcf"
    sample.parent.mkdir(parents=True)
    shutil.copy(ROOT / "bot" / "demo" / "people.vcf", sample)
    lines = typed_lines((ROOT / page).read_text("utf-8"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--as", "Ana"],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(ROOT), "KITH_DATABASE": "sqlite:///tutorial.db"},
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    said = re.sub(r"\s+", " ", ended.stdout)
    assert not [line for line in KEY_LINES[page] if re.sub(r"\s+", " ", line) not in said]
