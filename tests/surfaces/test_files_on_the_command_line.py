"""`kith import` and `kith export` as a person at a shell uses them."""

import json

from tests.fakes.shell import Shell


def test_a_table_whose_columns_are_named(shell: Shell) -> None:
    shell.write("k.csv", "Kunde;Post\nSam Carter;sam@x.example\nZoë;\n")
    assert "--map name=COLUMN" in shell.kith("import", "k.csv", "--as", "Ana", fails=True)
    assert 'no column "Kund"' in shell.kith("import", "k.csv", "--as", "Ana", "--map", "name=Kund", fails=True)
    assert 'I can\'t map "nam"' in shell.kith("import", "k.csv", "--as", "Ana", "--map", "nam=Kunde", fails=True)
    assert "I can't read --map name" in shell.kith("import", "k.csv", "--as", "Ana", "--map", "name", fails=True)
    told = shell.kith("import", "k.csv", "--as", "Ana", "--map", "name=Kunde", "--map", "email=Post", "--json")
    assert [(each["name"], each["emails"]) for each in json.loads(told)["new"]] == [
        ("Sam Carter", ["sam@x.example"]),
        ("Zoë", []),
    ]


def test_the_ending_says_the_form_and_nothing_is_drawn_where_nobody_looks(shell: Shell) -> None:
    shell.write("sam.vcf", "BEGIN:VCARD\nFN:Sam Carter\nBDAY:--0514\nEND:VCARD\n")
    assert shell.kith("import", "sam.vcf", "--as", "Ana") == "Done. 1 new, 0 changed, 0 duplicates, 0 skipped.\n"
    for name, begin in (("a.json", "{"), ("a.csv", "\ufeff"), ("a.vcf", "BEGIN:VCARD"), ("a.ics", "BEGIN:VCALENDAR")):
        shell.kith("export", name, "--as", "Ana")
        assert (shell.folder / name).read_text("utf-8").startswith(begin)
        assert "0 new, 0 changed" in shell.kith("import", name, "--as", "Ana")
    assert ".json, .csv, .vcf, .ics" in shell.kith("export", "a.pdf", "--as", "Ana", fails=True)


def test_who_may_be_the_same_is_said(shell: Shell) -> None:
    shell.write("sam.vcf", "BEGIN:VCARD\nFN:Sam Carter\nEND:VCARD\n")
    shell.write("more.vcf", "BEGIN:VCARD\nFN:Sam Carter\nTITLE:Sailor\nEND:VCARD\n")
    shell.kith("import", "sam.vcf", "--as", "Ana")
    said = shell.kith("import", "more.vcf", "--as", "Ana")
    assert "0 new, 0 changed, 1 duplicates" in said
    assert "Sam Carter: you have Sam Carter" in said
