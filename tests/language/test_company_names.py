"""Companies with and without what kind of company they are, and the words by which shared people are found."""

import pytest

from bot.language.companies import bare
from bot.language.indexing import company_key, index_of, tag_key


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Acme", "acme"),
        ("Acme Ltd", "acme"),
        ("ACME, Inc.", "acme"),
        ("Acme LLC", "acme"),
        ("Acme GmbH", "acme"),
        ("Acme GmbH & Co. KG", "acme"),
        ("Acme AG", "acme"),
        ("Acme S.A.", "acme"),
        ("Acme S.A. de C.V.", "acme"),
        ("Acme Sp. z o.o.", "acme"),
        ("Acme d.o.o.", "acme"),
        ("Acme Company Limited", "acme"),
        ("Acme UG (haftungsbeschränkt)", "acme"),
        ("Telefónica", "telefonica"),
        ("Tiffany & Co.", "tiffany"),
        ("Bank of Y", "bank of y"),
        ("Inc", "inc"),
        ("Co", "co"),
        ("Ernst and Young", "ernst and young"),
        ("", ""),
        ("—", ""),
    ],
)
def test_a_company_is_its_name(written: str, name: str) -> None:
    assert bare(written) == name


def test_what_folds_to_nothing_is_compared_as_it_is() -> None:
    assert company_key(" — ") == tag_key("#—") == "—"
    assert tag_key("#Rock Climbing") == "rock-climbing"


def test_only_words_of_names_are_corrected_to() -> None:
    index = index_of("Jo Nowák-Ó Dea", "R2 Robotics GmbH", "Engineer", ("Climbing",))
    assert set(index.names) == {"nowak", "dea", "robotics"}
    assert {"jo", "r2", "engineer", "climbing", "#climbing", "@r2 robotics", "jonowakodea"} <= set(index.words)
