"""The people among whom lookups are answered, and what each of them lets the others see."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.cadence import Circle
from bot.domain.contact import Contact
from bot.domain.ids import ContactId, ShareId, TeamId, UserId


class Share(StrEnum):
    """What a team may see of a contact. Who is shared as `ask` is told to nobody before the member says yes."""

    NEVER = "never"
    ASK = "ask"
    OPEN = "open"


class Scope(StrEnum):
    """What a rule is about, the most particular first: it wins."""

    CONTACT = "contact"
    TAG = "tag"
    COMPANY = "company"
    CIRCLE = "circle"


class Edge(StrEnum):
    """What a member says about a tie in their own words. It is told in place of what the log adds up to."""

    VOUCH = "vouch"
    KNOWS = "know a bit"
    DONT_ASK = "don't ask"


class Role(StrEnum):
    """What a member may do for the team."""

    MEMBER = "member"
    ADMIN = "admin"


class Asking(StrEnum):
    """Which members may look people up in a team."""

    MEMBERS = "members"
    SHARING = "sharing"
    ADMINS = "admins"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Rules:
    """What those who look after a team have set for everybody in it.

    `an_hour` are the lookups of one member within an hour; for `kept_days` it is known that somebody asked, and whose
    people were named. With `picture`, members may see which companies the team knows, counted from the rows of those
    who said yes to it.
    """

    asking: Asking = Asking.MEMBERS
    an_hour: int = 30
    kept_days: int = 90
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms somebody is in a team: what they are there, and what is set for all."""

    role: Role
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The people among whom lookups are answered. `invite` lets people in where a workspace is open to strangers."""

    id: TeamId
    name: str
    invite: str
    rules: Rules = Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A user who joined a team by their own act. Nothing is shared while `sharing` is off.

    `name` is what the team calls them. `working_on` is their own line, for the team to read, empty where they wrote
    none; with `on_reminders` it also stands on the reminders of colleagues who keep in touch with them. With `pictured`
    their open rows count in the team's picture. `told` are the terms that they read last, None where it was never.
    """

    user: UserId
    team: TeamId
    name: str = ""
    role: Role = Role.MEMBER
    sharing: bool = False
    working_on: str = ""
    on_reminders: bool = False
    pictured: bool = False
    told: Terms | None = None

    def may_look_up(self, rules: Rules) -> bool:
        """Whether those who look after the team let this member look people up."""
        match rules.asking:
            case Asking.MEMBERS:
                return True
            case Asking.SHARING:
                return self.sharing
            case Asking.ADMINS:
                return self.role is Role.ADMIN
            case Asking.NOBODY:
                return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a member lets a team see of a contact, or of all with a tag, at a company, in a circle.

    `key` is the contact's id, or the tag, company or circle in the form in which it is compared.
    """

    id: ShareId
    scope: Scope
    key: str
    level: Share


@dataclass(frozen=True, slots=True)
class Sharing:
    """All that a member said to a team about whom it may see: rules by scope and key, and words about single ties."""

    rules: Mapping[tuple[Scope, str], Rule] = field(default_factory=dict)
    edges: Mapping[ContactId, Edge] = field(default_factory=dict)

    def deciding(self, contact: Contact, company: str, tags: Collection[str]) -> Rule | None:
        """The rule that decides about a contact: the most particular one; of several tags the most careful.

        A rule about many covers nobody of the inner circle.
        """
        own = self.rules.get((Scope.CONTACT, contact.id))
        if own is not None or contact.circle is Circle.INNER:
            return own
        tagged = [rule for tag in tags if (rule := self.rules.get((Scope.TAG, tag))) is not None]
        if tagged:
            return min(tagged, key=lambda rule: _CAREFUL.index(rule.level))
        at_company = self.rules.get((Scope.COMPANY, company)) if company else None
        if at_company is not None or contact.circle is None:
            return at_company
        return self.rules.get((Scope.CIRCLE, contact.circle))

    def level(self, contact: Contact, company: str, tags: Collection[str]) -> Share:
        """What the team may see of a contact. Who never comes up, or about whom nobody should ask, is not shared."""
        if contact.state.is_over or contact.merged_into is not None or self.edges.get(contact.id) is Edge.DONT_ASK:
            return Share.NEVER
        rule = self.deciding(contact, company, tags)
        return rule.level if rule is not None else Share.NEVER


_CAREFUL = tuple(Share)
