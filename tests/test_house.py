"""The laws of the house that no linter knows, each with the file that breaks it."""

import ast
import re
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("bot", "adapters", "storage")
LONGEST = 300
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "manager",
    "managers",
    "data",
    "info",
    "misc",
    "shared",
}

NOT_OURS = re.compile(r"requirements/.*\.txt|.*\.(ambr|csv|json|png|vcf)")
"""Files whose text tools or other people wrote."""

FORBIDDEN = {
    "an issue's number, which says nothing to a reader": re.compile(
        r"\bissues? #?\d|\bGH-\d|(?<![\w&#<\"'/])#\d+\b(?![-;])"
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|root|home)/"),
    "the host of a package registry": re.compile(
        r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.\w+|ghcr\.io|docker\.io|quay\.io)\b"
    ),
}

PERMISSIVE = re.compile(
    r"\b(?:MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|0BSD|CC0|Zlib)\b", re.IGNORECASE
)
COPYLEFT = re.compile(r"\b[AL]?GPL|General Public License|\bMPL\b|Mozilla", re.IGNORECASE)
EXCEPTIONS = {"psycopg", "psycopg-binary"}
"""LGPL and used as published, as a library of its own: the one driver of PostgreSQL that the project chose."""


def committed() -> list[Path]:
    """Every file that is in the repository or would be with the next commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_names_what_a_reader_elsewhere_cannot_see(what: str) -> None:
    found = [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in committed()
        if path != Path(__file__) and not NOT_OURS.fullmatch(name_of(path))
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert not found, f"{what}:\n" + "\n".join(found)


def test_no_folder_of_tests_is_a_package_that_hides_a_library() -> None:
    assert not [name_of(path) for path in (ROOT / "tests").rglob("__init__.py")]


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_names_say_what_is_inside() -> None:
    named = [path for path in committed() if path.suffix == ".py"]
    assert not [name_of(path) for path in named if VAGUE & {path.stem, path.parent.name}]


def test_every_file_fits_in_a_head() -> None:
    lengths = {
        name_of(path): len(text_of(path).splitlines()) for path in modules(*CODE) if "migrations" not in path.parts
    }
    assert not {name: length for name, length in lengths.items() if length > LONGEST}


def test_every_module_says_what_it_is_for() -> None:
    paths = [path for path in modules(*CODE) if text_of(path).strip()]
    assert not [name_of(path) for path in paths if ast.get_docstring(ast.parse(text_of(path))) is None]


def test_every_public_function_of_the_core_says_what_it_returns() -> None:
    silent = [
        f"{name_of(path)}: {node.name}"
        for path in modules("bot/domain", "bot/services")
        for node in ast.parse(text_of(path)).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if ast.get_docstring(node) is None
    ]
    assert not silent


def test_every_module_has_its_place_in_the_rings() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (rings,) = (contract for contract in settings["contracts"] if contract["id"] == "rings")
    placed = set(re.findall(r"[\w.]+", " ".join(rings["layers"])))
    inside = {
        f"bot.{path.stem}" for path in (ROOT / "bot").iterdir() if path.name not in {"__init__.py", "__pycache__"}
    }
    assert not inside - placed


def test_what_kith_runs_on_may_be_passed_on_freely() -> None:
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"), flags=re.MULTILINE)
    licences = {name: licence_of(name) for name in locked if name not in EXCEPTIONS}
    refused = {
        name: licence
        for name, licence in licences.items()
        if licence is not None and (COPYLEFT.search(licence) or not PERMISSIVE.search(licence))
    }
    assert not refused


def licence_of(distribution: str) -> str | None:
    """What a package says about its licence, or None if this machine has no use for the package."""
    try:
        described = metadata(distribution)
    except PackageNotFoundError:
        return None
    if "License-Expression" in described:
        return described["License-Expression"]
    classified = [line for line in described.get_all("Classifier") or () if line.startswith("License ::")]
    return "; ".join(classified) or "".join(described.get_all("License") or ()).split("\n")[0]
