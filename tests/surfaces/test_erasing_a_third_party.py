"""`kith erase-person`: somebody who uses no Kith asked the host to be kept by nobody."""

import json

import pytest

from tests.fakes.shell import Shell

SAM = "BEGIN:VCARD\nFN:Sam Carter\nEMAIL:Sam@N.example\nTEL:+1 202 555 0143\nEND:VCARD\n"
MIA = "BEGIN:VCARD\nFN:Mia\nEMAIL:mia@n.example\nEND:VCARD\n"


@pytest.fixture
def two_books(shell: Shell, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Ana and Ben both know Sam and Mia."""
    monkeypatch.setenv("KITH_DATABASE", database_url)
    shell.write("people.vcf", SAM + MIA)
    for owner in ("Ana", "Ben"):
        shell.kith("import", "people.vcf", "--as", owner)
    return shell


def names(shell: Shell, owner: str) -> list[str]:
    shell.kith("export", "book.json", "--as", owner)
    return [each["name"] for each in json.loads((shell.folder / "book.json").read_text("utf-8"))["contacts"]]


def test_they_are_gone_from_every_book_and_no_file_brings_them_back(two_books: Shell) -> None:
    two_books.kith("export", "before.json", "--as", "Ana")
    said = two_books.kith("erase-person", "--email", "sam@n.example", "--yes")
    assert said == "Erased: 2 contacts in 2 books. An import leaves them out from now on.\n"
    assert names(two_books, "Ana") == names(two_books, "Ben") == ["Mia"]
    assert "Nobody here has them." in two_books.kith("erase-person", "--email", "sam@n.example", "--yes")
    for file in ("people.vcf", "before.json"):
        told = two_books.kith("import", file, "--as", "Ana")
        assert "0 new" in told
        assert "This person asked not to be kept here." in told
    assert names(two_books, "Ana") == ["Mia"]
    told = json.loads(two_books.kith("import", "people.vcf", "--as", "Zoe", "--json"))
    assert [each["name"] for each in told["new"]] == ["Mia"]
    assert told["skipped"] == [{"line": 1, "reason": "This person asked not to be kept here."}]


def test_nothing_happens_before_a_yes(two_books: Shell) -> None:
    asked = two_books.call("erase-person", "--email", "sam@n.example", typed="n\n")
    assert asked.exit_code == 1
    assert "Found: 2 contacts in 2 books." in asked.output
    assert "Ana" not in asked.output
    dry = two_books.kith("erase-person", "--phone", "+1 (202) 555-0143", "--dry-run", "--json")
    assert json.loads(dry) == {"books": 2, "contacts": 2, "messages": 0, "dry_run": True}
    assert names(two_books, "Ben") == ["Mia", "Sam Carter"]
    assert "is there already" in two_books.kith("import", "people.vcf", "--as", "Ben", "--json"), "no tombstone either"
    assert "--dry-run" in two_books.kith("erase-person", "--email", "sam@n.example", "--json", fails=True)
    done = two_books.call("erase-person", "--email", "sam@n.example", typed="y\n")
    assert "Erased: 2 contacts in 2 books." in done.output
    again = two_books.kith("erase-person", "--email", "sam@n.example", "--yes", "--json")
    assert json.loads(again) == {"books": 0, "contacts": 0, "messages": 0, "dry_run": False}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "A name is no proof of anybody."),
        (("--email", "Sam"), "'Sam' is no e-mail address."),
        (("--phone", "030 1234567"), "I need the country of the number"),
        (("--phone", "+49"), "I need the country of the number"),
        (("--url", "https://linkedin.com/"), "is no page of one person"),
    ],
)
def test_what_tells_nobody_erases_nobody(shell: Shell, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in shell.kith("erase-person", *words, "--yes", fails=True)
