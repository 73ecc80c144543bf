"""What is set for a team, who looks after it, and counts of its directory: kept, and each written by itself."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.directory import DirectoryRow, Holding
from bot.domain.ids import ContactId, TeamId, WorkspaceId
from bot.domain.strength import Band, band_of, least_decay
from bot.domain.team import Asking, Edge, Membership, Role, Rules, Share, Terms
from bot.domain.user import DEACTIVATED, Platform, Workspace
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, NOW, TEAM, TODAY, contact, team

RULES = Rules(asking=Asking.ADMINS, an_hour=7, kept_days=0, picture=True)
_TERMS = Terms(Role.ADMIN, RULES)
HERS = Membership(user=ADA, team=TEAM, name="Ada", role=Role.ADMIN, sharing=True, pictured=True, told=_TERMS)
HIS = Membership(user=BEN, team=TEAM, name="Ben", sharing=True, working_on="plums", on_reminders=True)


def join(store: SqlStore) -> None:
    with store.write() as uow:
        uow.teams.add(team())
        uow.teams.join(HIS)
        uow.teams.join(HERS)
        uow.commit()


def test_all_of_it_is_kept_and_whoever_joined_first_stands_first(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        uow.teams.set_rules(TEAM, RULES)
        uow.teams.set_invite(TEAM, "pear-tree")
        uow.commit()
    with store.read() as uow:
        assert uow.teams.get(TEAM) == replace(team(), rules=RULES, invite="pear-tree")
        assert uow.teams.everybody(TEAM) == (HIS, HERS)
        assert uow.teams.everybody(TeamId("other")) == ()


def test_a_role_and_what_a_member_chose_do_not_overwrite_each_other(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        uow.teams.set_role(BEN, TEAM, Role.ADMIN)
        uow.teams.save_membership(replace(HIS, sharing=False))
        uow.teams.save_membership(replace(HERS, name="Ada L"))
        uow.teams.set_role(ADA, TEAM, Role.MEMBER)
        uow.commit()
    with store.read() as uow:
        assert uow.teams.membership(BEN, TEAM) == replace(HIS, sharing=False, role=Role.ADMIN)
        assert uow.teams.membership(ADA, TEAM) == replace(HERS, name="Ada L", role=Role.MEMBER)


def test_a_workspace_leaves_the_team_it_is_in_and_no_other(store: SqlStore) -> None:
    join(store)
    guild = Workspace(id=WorkspaceId("w"), platform=Platform.DISCORD, external="G1", name="Guild")
    with store.write() as uow:
        uow.teams.add_workspace(guild)
        uow.teams.bind(guild.id, TEAM)
        assert uow.teams.workspaces(TEAM) == (replace(guild, team=TEAM),)
        assert not uow.teams.part(guild.id, TeamId("other"))
        assert uow.teams.part(guild.id, TEAM)
        assert not uow.teams.part(guild.id, TEAM)
        assert uow.teams.workspaces(TEAM) == ()


def test_whoever_is_deactivated_or_gone_is_not_there(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        assert uow.teams.present(TEAM) == {ADA, BEN}
        assert uow.teams.unattended() == ()
        (account,) = uow.users.accounts(ADA)
        uow.users.save_account(replace(account, closed=DEACTIVATED))
        assert uow.teams.present(TEAM) == {BEN}
        assert uow.teams.unattended() == (TEAM,)
        uow.users.save_account(replace(account, gone_at=NOW))
        assert uow.teams.present(TEAM) == {BEN}
        uow.users.save_account(replace(account, closed="blocked"))
        assert uow.teams.present(TEAM) == {ADA, BEN}


def test_each_team_forgets_in_its_own_time(store: SqlStore) -> None:
    join(store)
    short = TeamId("short")
    with store.write() as uow:
        uow.teams.add(replace(team(), id=short, invite="fig-tree", rules=replace(RULES, kept_days=10)))
        uow.teams.join(Membership(user=BEN, team=short, name="Ben"))
        for days in (1, 20, 100):
            for each in (TEAM, short):
                uow.lookups.add(each, BEN, [BEN], NOW - timedelta(days=days), TODAY - timedelta(days=days))
        uow.lookups.purge(NOW)
        long_ago = NOW - timedelta(days=999)
        assert uow.lookups.count_since(TEAM, long_ago) == uow.lookups.surfaced_since(TEAM, BEN, long_ago.date()) == 2
        assert uow.lookups.count_since(short, long_ago) == uow.lookups.surfaced_since(short, BEN, long_ago.date()) == 1


def test_what_is_counted_is_what_the_bands_say(store: SqlStore) -> None:
    join(store)
    least = {band: least_decay(band, TODAY) for band in (Band.STRONG, Band.WARM, Band.FAINT)}
    decays = [value * by for value in least.values() for by in (0.99, 1.01)]
    edges = [None] * len(decays) + [Edge.VOUCH, Edge.KNOWS, None]
    rows = [
        DirectoryRow(
            team=TEAM,
            member=ADA,
            contact=ContactId(f"c{number}"),
            name=f"Somebody {number}",
            company="Acme",
            title="",
            tags=(),
            decay=decay,
            seen_in=None,
            edge=edge,
        )
        for number, (decay, edge) in enumerate(zip([*decays, 0.0, 9e9, 0.0], edges, strict=True))
    ]
    hidden = replace(rows[0], contact=ContactId("hidden"), level=Share.ASK, decay=9e9)
    with store.write() as uow:
        for each in (*rows, hidden):
            uow.contacts.add(contact(each.contact))
        uow.directory.put([*rows, hidden])
        uow.commit()
    bands = [each.band(TODAY) for each in rows]
    assert band_of(decays[0], TODAY) is Band.WARM
    with store.read() as uow:
        assert uow.directory.rows(TEAM) == len(rows)
        expected = Holding(
            company="Acme",
            member=ADA,
            strong=bands.count(Band.STRONG),
            warm=bands.count(Band.WARM),
            faint=bands.count(Band.FAINT),
        )
        assert uow.directory.holdings(TEAM, TODAY) == (expected,)
        assert uow.directory.holdings(TeamId("other"), TODAY) == ()
