"""Which companies a team knows, in counts of open rows: for a team that has turned its picture on, of the members who
said yes. Nobody is named, and a company shows only where two members know somebody, or where the asker does.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.directory import Holding
from bot.domain.errors import NotAllowed
from bot.domain.ids import UserId
from bot.domain.team import Membership, Role, Team
from bot.language.indexing import company_key
from bot.ports import UnitOfWork
from bot.services import lookup

SHOWN: Final = 20
"""Companies that are shown."""
_TOGETHER: Final = 2
"""Members who know somebody at a company before it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company as most of its rows write it, and how many open rows there are, by how close they are."""

    name: str
    strong: int
    warm: int
    faint: int

    @property
    def all(self) -> int:
        """How many there are."""
        return self.strong + self.warm + self.faint


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The companies that a team knows best, and how many others it knows."""

    team: Team
    membership: Membership
    companies: tuple[Company, ...]
    others: int


def coverage(uow: UnitOfWork, membership: Membership, today: date) -> Coverage:
    """What the team knows. Raises NotAllowed where it has no picture, or does not let the member look people up."""
    lookup.check_allowed(uow, membership)
    team = uow.teams.get(membership.team)
    if team is None or not team.rules.picture:
        how = ": /kith team settings picture on." if membership.role is Role.ADMIN else "."
        raise NotAllowed(f"This team has no picture. Those who look after it can turn it on{how}")
    known = _companies(uow.directory.holdings(team.id, today), membership.user)
    return Coverage(team=team, membership=membership, companies=known[:SHOWN], others=max(0, len(known) - SHOWN))


def _companies(holdings: tuple[Holding, ...], asker: UserId) -> tuple[Company, ...]:
    """Those that may show, the best known first."""
    together: defaultdict[str, list[Holding]] = defaultdict(list)
    for each in holdings:
        if each.strong or each.warm or each.faint:
            together[company_key(each.company)].append(each)
    shown = [_company(each) for each in together.values() if _may_show({one.member for one in each}, asker)]
    return tuple(sorted(shown, key=lambda each: (-each.all, -each.strong, -each.warm, each.name.casefold())))


def _may_show(members: set[UserId], asker: UserId) -> bool:
    return len(members) >= _TOGETHER or asker in members


def _company(holdings: list[Holding]) -> Company:
    written: Counter[str] = Counter()
    for each in holdings:
        written[each.company] += each.strong + each.warm + each.faint
    return Company(
        name=min(written, key=lambda name: (-written[name], name)),
        strong=sum(each.strong for each in holdings),
        warm=sum(each.warm for each in holdings),
        faint=sum(each.faint for each in holdings),
    )
