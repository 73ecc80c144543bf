"""Teams, what members share, and what lookups find."""

from dataclasses import replace

from bot.domain.directory import DirectoryRow
from bot.domain.ids import ContactId, TeamId, UserId, WorkspaceId
from bot.domain.team import Edge, Membership, Role, Scope, Share
from bot.domain.user import Platform, Workspace
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, MIA, SAM, TEAM, TODAY, contact, team

ZED = ContactId("zed")


def row(contact_id: ContactId = SAM, member: UserId = ADA, decay: float = 1.0, **values: object) -> DirectoryRow:
    defaults: dict[str, object] = {
        "team": TEAM,
        "name": f"{contact_id.title()} Carter",
        "company": "Acme Ltd",
        "title": "Head of Plums",
        "tags": ("climbing", "jazz"),
        "seen_in": TODAY.replace(day=1),
        "joins": ("a1", "b2"),
        "member_name": member.title(),
    }
    return DirectoryRow(**{**defaults, "member": member, "contact": contact_id, "decay": decay, **values})  # type: ignore[arg-type]


ZEDS = row(ZED, BEN, 9.0, company="")


def join(store: SqlStore) -> None:
    with store.write() as uow:
        uow.teams.add(team())
        uow.teams.join(Membership(user=ADA, team=TEAM, name="Ada", role=Role.ADMIN, sharing=True))
        uow.teams.join(Membership(user=BEN, team=TEAM, name="Ben", sharing=True))
        uow.contacts.add(contact(ZED, BEN))
        uow.commit()


def test_workspaces_are_found_by_their_platform_identity(store: SqlStore) -> None:
    workspace = Workspace(id=WorkspaceId("w"), platform=Platform.DISCORD, external="G1", name="Guild")
    with store.write() as uow:
        uow.teams.add(team())
        uow.teams.add_workspace(workspace)
        assert uow.teams.workspace(Platform.DISCORD, "G1") == workspace
        uow.teams.add_workspace(replace(workspace, id=WorkspaceId("w2"), name="Once more"))
        assert uow.teams.bind(workspace.id, TEAM)
        uow.commit()
    with store.read() as uow:
        assert uow.teams.workspace(Platform.DISCORD, "G1") == replace(workspace, team=TEAM)
        assert uow.teams.workspace(Platform.SLACK, "G1") is None


def test_a_workspace_has_one_team(store: SqlStore) -> None:
    workspace = Workspace(id=WorkspaceId("w"), platform=Platform.DISCORD, external="G1", name="Guild")
    with store.write() as uow:
        uow.teams.add(team())
        uow.teams.add_workspace(workspace)
        assert uow.teams.bind(workspace.id, TEAM)
        assert not uow.teams.bind(workspace.id, TEAM)


def test_a_team_is_found_by_its_invite(store: SqlStore) -> None:
    join(store)
    with store.read() as uow:
        assert uow.teams.get(TEAM) == team()
        assert uow.teams.by_invite("plum-tree") == team()
        assert uow.teams.by_invite("pear-tree") is None
        assert uow.teams.by_invite("") is None


def test_memberships_come_back_and_end(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        assert uow.teams.memberships(ADA) == (
            Membership(user=ADA, team=TEAM, name="Ada", role=Role.ADMIN, sharing=True),
        )
        assert uow.teams.members(TEAM) == 2
        uow.teams.save_membership(Membership(user=BEN, team=TEAM, name="Ben"))
        assert uow.teams.membership(BEN, TEAM) == Membership(user=BEN, team=TEAM, name="Ben")
        uow.teams.share(BEN, TEAM, Scope.CONTACT, ZED, Share.OPEN)
        uow.directory.put([row(ZED, BEN)])
        uow.teams.leave(BEN, TEAM)
        uow.commit()
    with store.write() as uow:
        assert uow.teams.membership(BEN, TEAM) is None
        assert not uow.teams.sharing(BEN, TEAM).rules
        uow.teams.join(Membership(user=BEN, team=TEAM, name="Ben", sharing=True))
        assert uow.directory.find(TEAM, ["sam"], 5) == ()


def test_the_last_word_about_the_same_counts(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        uow.teams.share(ADA, TEAM, Scope.CONTACT, SAM, Share.OPEN)
        uow.teams.share(ADA, TEAM, Scope.CONTACT, SAM, Share.NEVER)
        uow.teams.share(ADA, TEAM, Scope.COMPANY, "acme", Share.ASK)
        uow.teams.share(ADA, TEAM, Scope.TAG, "acme", Share.OPEN)
        uow.teams.say(ADA, TEAM, SAM, Edge.VOUCH)
        uow.teams.say(ADA, TEAM, SAM, Edge.KNOWS)
        uow.commit()
    with store.write() as uow:
        said = uow.teams.sharing(ADA, TEAM)
        assert {place: rule.level for place, rule in said.rules.items()} == {
            (Scope.CONTACT, SAM): Share.NEVER,
            (Scope.COMPANY, "acme"): Share.ASK,
            (Scope.TAG, "acme"): Share.OPEN,
        }
        assert said.edges == {SAM: Edge.KNOWS}
        assert not uow.teams.sharing(BEN, TEAM).rules
        tagged = said.rules[Scope.TAG, "acme"]
        assert uow.teams.rule(ADA, tagged.id) == (TEAM, tagged)
        assert uow.teams.rule(BEN, tagged.id) is None
        uow.teams.unshare(BEN, tagged.id)
        assert uow.teams.rule(ADA, tagged.id) is not None
        uow.teams.unshare(ADA, tagged.id)
        uow.teams.say(ADA, TEAM, SAM, None)
        assert uow.teams.rule(ADA, tagged.id) is None
        assert not uow.teams.sharing(ADA, TEAM).edges


def test_a_lookup_finds_rows_that_hold_every_word_strongest_first(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        uow.directory.put([row(SAM, decay=1.0)])
        uow.directory.put([row(MIA, decay=0.5)])
        uow.directory.put([ZEDS])
        uow.commit()
    with store.read() as uow:
        assert uow.directory.find(TEAM, ["carter"], 5) == (ZEDS, row(SAM), row(MIA, decay=0.5))
        assert uow.directory.find(TEAM, ["carter"], 1) == (ZEDS,)
        assert uow.directory.find(TEAM, ["acme", "carter", "acme"], 5) == (row(SAM), row(MIA, decay=0.5))
        assert uow.directory.find(TEAM, ["sam", "zed"], 5) == ()
        assert uow.directory.find(TEAM, [], 5) == ()
        assert uow.directory.find(TeamId("other"), ["carter"], 5) == ()


def test_a_row_that_is_put_again_is_found_by_its_new_words_only(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        uow.directory.put([row()])
        moved = row(decay=2.0, company="Plum")
        uow.directory.put([moved])
        uow.commit()
    with store.read() as uow:
        assert uow.directory.find(TEAM, ["acme"], 5) == ()
        assert uow.directory.find(TEAM, ["plum"], 5) == (moved,)


def test_rows_are_removed_one_by_one_or_all_of_a_member(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        for contact_id, member in ((SAM, ADA), (MIA, ADA), (ZED, BEN)):
            uow.directory.put([row(contact_id, member)])
        uow.directory.remove(TEAM, ADA, SAM)
        assert [each.contact for each in uow.directory.find(TEAM, ["carter"], 5)] == [MIA, ZED]
        uow.directory.remove(TEAM, ADA)
        assert [each.contact for each in uow.directory.find(TEAM, ["carter"], 5)] == [ZED]


def test_nobody_who_does_not_share_is_found(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        uow.directory.put([row()])
        uow.teams.save_membership(Membership(user=ADA, team=TEAM, sharing=False))
        assert uow.directory.find(TEAM, ["sam"], 5) == ()


def test_a_forgotten_contact_is_in_no_directory(store: SqlStore) -> None:
    join(store)
    with store.write() as uow:
        uow.directory.put([row()])
        uow.contacts.erase(ADA, SAM)
        assert uow.directory.find(TEAM, ["sam"], 5) == ()
