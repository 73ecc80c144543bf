"""What is typed of somebody new as on a calling card."""

import pytest

from bot.language.calling_cards import CallingCard, calling_card


@pytest.mark.parametrize(
    ("text", "card"),
    [
        (
            "Lea Roth, Acme Ltd, lea@acme.example",
            CallingCard("Lea Roth", company="Acme Ltd", emails=("lea@acme.example",)),
        ),
        ("Lea Roth, CFO, Acme GmbH", CallingCard("Lea Roth", title="CFO", company="Acme GmbH")),
        ("Lea Roth <lea@acme.example>", CallingCard("Lea Roth", emails=("lea@acme.example",))),
        ("<mailto:lea@a.example|lea@a.example> Lea", CallingCard("Lea", emails=("lea@a.example",))),
        ("Lea Roth, Ph.D., Acme, l@a.example", CallingCard("Lea Roth, Ph.D.", company="Acme", emails=("l@a.example",))),
        ("Priya, Acme Ltd", CallingCard("Priya", company="Acme Ltd")),
        ("Lea Roth +44 20 7946 0958", CallingCard("Lea Roth", phone="+44 20 7946 0958")),
        ("Lea, (020) 7946 0958", CallingCard("Lea", phone="(020) 7946 0958")),
        ("Lea Roth linkedin.com/in/lea-roth", CallingCard("Lea Roth", url="linkedin.com/in/lea-roth")),
        ("@Lea", CallingCard("Lea")),
        ("Roth, Lea, lea@acme.example", CallingCard("Roth, Lea", emails=("lea@acme.example",))),
        ("lea@acme.example", CallingCard("lea@acme.example", emails=("lea@acme.example",))),
    ],
)
def test_each_part_has_its_place(text: str, card: CallingCard) -> None:
    assert calling_card(text) == card


@pytest.mark.parametrize(
    "name",
    [
        "Lea Roth",
        "Carter, Sam",
        "Sam Carter, Priya Nair",
        "Mum, home",
        "Acme Ltd",
        "Agent 007",
        "Class of 2009-2012",
        "Lea, Berlin, 2019, a@fair",
        "+44 20 7946 0958 +44 20 7946 0959 Lea",
        "株式会社, 山田",
        "",
    ],
)
def test_where_nothing_is_sure_all_is_the_name(name: str) -> None:
    assert calling_card(name) == CallingCard(name)


@pytest.mark.parametrize(("name", "several"), [("Sam, Priya", True), ("Sam Carter", False), ("Kim Lee, PhD", False)])
def test_a_comma_between_names_is_noticed(name: str, several: bool) -> None:
    assert CallingCard(name).may_be_several is several
