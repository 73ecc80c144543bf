"""Whom a typed name means."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.names import Candidate, Match, fold, matches

FRIENDS = [
    Candidate("carter", "Sam Carter", ("sam@example.org", "Sammy C")),
    Candidate("lee", "Sam Lee"),
    Candidate("jones", "Samantha Jones"),
    Candidate("nair", "Priya Nair"),
    Candidate("smith", "Robert Smith", ("coach",)),
    Candidate("zhang", "Wei Zhang"),
    Candidate("alvarez", "José Álvarez", ("Pepe",)),
    Candidate("xiaolong", "李小龙"),
    Candidate("evans", "Mary Ann Evans"),
    Candidate("obrien", "Conan O'Brien"),
    Candidate("tolkien", "J.R.R. Tolkien"),
    Candidate("cher", "Cher"),
    Candidate("cherry", "Cherry Bloom"),
]


@pytest.mark.parametrize(
    ("query", "sure"),
    [
        ("Sam Carter", "carter"),
        ("sam carter", "carter"),
        ("  SAM   CARTER ", "carter"),
        ("carter sam", "carter"),
        ("Carter, Sam", "carter"),
        ("zhang wei", "zhang"),
        ("carter", "carter"),
        ("sam c", "carter"),
        ("sam car", "carter"),
        ("sammy c", "carter"),
        ("sam@example.org", "carter"),
        ("SAM@Example.org", "carter"),
        ("lee", "lee"),
        ("samantha", "jones"),
        ("samant", "jones"),
        ("priya", "nair"),
        ("@priya", "nair"),
        ("pri", "nair"),
        ("coach", "smith"),
        ("bob", "smith"),
        ("bob smith", "smith"),
        ("bobby s", "smith"),
        ("jose", "alvarez"),
        ("jose alvarez", "alvarez"),
        ("pepe", "alvarez"),
        ("lixiaolong", "xiaolong"),
        ("李小龙", "xiaolong"),
        ("maryann evans", "evans"),
        ("mary evans", "evans"),
        ("conan obrien", "obrien"),
        ("conan o’brien", "obrien"),
        ("tolkien", "tolkien"),
        ("cher", "cher"),
        ("cherry", "cherry"),
        ("robert smth", "smith"),
        ("priya nairr", "nair"),
    ],
)
def test_one_person_is_meant(query: str, sure: str) -> None:
    assert matches(query, FRIENDS).sure == sure


@pytest.mark.parametrize(
    ("query", "likely"),
    [
        ("sam", ("carter", "lee", "jones")),
        ("sam s", ("carter", "lee")),
        ("sa", ("carter", "lee", "jones")),
        ("prya", ("nair",)),
        ("pryia nair", ("nair",)),
        ("samnatha", ("jones",)),
        ("sam carter jones", ("carter",)),
    ],
)
def test_where_it_is_not_sure_it_says_who_is_likely(query: str, likely: tuple[str, ...]) -> None:
    assert matches(query, FRIENDS) == Match(None, likely)


@pytest.mark.parametrize("query", ["", "   ", "!!!", "xyzzy", "sam@example.com", "nobody@example.org", "🙂" * 3])
def test_nobody_is_meant(query: str) -> None:
    assert matches(query, FRIENDS) == Match()


def test_one_letter_completes_but_never_decides() -> None:
    assert matches("w", FRIENDS) == Match(None, ("zhang",))


def test_the_sure_one_comes_with_those_whom_it_may_become() -> None:
    assert matches("cher", FRIENDS) == Match("cher", ("cherry",))


@pytest.mark.parametrize("query", ["sam", "sam carter", "sma carter", "sammy", "sam@example.org"])
def test_two_people_of_one_name_are_always_a_tie(query: str) -> None:
    twins = [Candidate(number, "Sam Carter", ("sam@example.org",)) for number in (1, 2)]
    assert matches(query, twins) == Match(None, (1, 2))


def test_a_full_name_goes_before_an_alias_and_an_alias_before_a_word() -> None:
    sams = [Candidate("word", "Max Jones"), Candidate("alias", "Petra Klein", ("Max",)), Candidate("full", "Max")]
    assert matches("max", sams).sure == "full"
    assert matches("max", sams[:2]).sure == "alias"
    assert matches("max", sams[:1]).sure == "word"


def test_a_typo_that_fits_two_people_is_a_tie() -> None:
    close = [Candidate("a", "Christopher Hall"), Candidate("b", "Christophe Hall")]
    assert matches("christophr hall", close).sure is None


def test_a_word_stands_for_one_word_of_the_name() -> None:
    assert matches("sam sam", [Candidate("a", "Sam Carter")]).sure is None
    assert matches("sam s", [Candidate("a", "Sam Carter")]).sure is None


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Sam Carter", "sam carter"),
        ("  SAM\tCARTER\n", "sam carter"),
        ("José Álvarez", "jose alvarez"),
        ("Straße", "strasse"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Anne-Marie", "anne marie"),
        ("J.R.R. Tolkien", "j r r tolkien"),
        ("Ｓａｍ", "sam"),
        ("ﬁona", "fiona"),
        ("Иван", "ivan"),
        ("Sam\u202e Carter", "sam carter"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


names = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(st.lists(st.lists(names, min_size=1, max_size=3).map(" ".join), max_size=8), st.text(max_size=12) | names)
def test_whoever_is_sure_or_likely_is_one_of_them(people: list[str], query: str) -> None:
    match = matches(query, [Candidate(number, name) for number, name in enumerate(people)])
    found = [*match.likely, *([] if match.sure is None else [match.sure])]
    assert len(set(found)) == len(found)
    assert set(found) <= set(range(len(people)))


@given(
    st.lists(st.lists(names, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8, unique_by=fold), st.data()
)
def test_a_full_name_is_enough_unless_letters_agree(people: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from([name for name in people if fold(name)] or ["sam"]))
    candidates = [Candidate(name, name) for name in people]
    same = [name for name in people if sorted(fold(name).replace(" ", "")) == sorted(fold(chosen).replace(" ", ""))]
    if len(same) == 1:
        assert matches(" ".join(reversed(chosen.split())), candidates).sure == chosen


def test_two_thousand_people_are_no_burden() -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(3, 8))) for _ in range(1_000)]
    crowd = [Candidate(str(n), f"{chance.choice(words)} {chance.choice(words)}") for n in range(1_987)] + FRIENDS
    for query in ("sam carter", "sam", "bob smith", "pryia nair", "qqq zzz", "a"):
        assert min(_seconds(query, crowd) for _ in range(10)) < 0.02  # about 3 ms where it was written


def _seconds(query: str, crowd: list[Candidate[str]]) -> float:
    start = time.process_time()
    matches(query, crowd)
    return time.process_time() - start
