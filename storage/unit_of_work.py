"""One transaction with all repositories in it. Rolled back unless committed."""

import secrets
from base64 import b32encode

from bot import ports
from storage.directory import DirectoryRepository
from storage.journal import Journal
from storage.outbox import OutboxRepository
from storage.records import records_of
from storage.repositories.asks import AskRepository
from storage.repositories.changes import ChangeRepository
from storage.repositories.contacts import ContactRepository
from storage.repositories.dates import DateRepository
from storage.repositories.drafts import DraftRepository
from storage.repositories.follow_ups import FollowUpRepository
from storage.repositories.greetings import GreetingRepository
from storage.repositories.handovers import HandoverRepository
from storage.repositories.installations import InstallationRepository
from storage.repositories.interactions import InteractionRepository
from storage.repositories.introductions import IntroductionRepository
from storage.repositories.leavings import LeavingRepository
from storage.repositories.letters import LetterRepository
from storage.repositories.linking import LinkingRepository
from storage.repositories.lookups import LookupRepository
from storage.repositories.notes import NoteRepository
from storage.repositories.notices import NoticeRepository
from storage.repositories.nudges import NudgeRepository
from storage.repositories.own import NeedRepository, NewsRepository
from storage.repositories.partings import PartingRepository
from storage.repositories.recoveries import RecoveryRepository
from storage.repositories.reminders import ReminderRepository
from storage.repositories.revisions import RevisionRepository
from storage.repositories.swaps import SwapRepository
from storage.repositories.team_needs import TeamNeedRepository
from storage.repositories.teams import TeamRepository
from storage.repositories.tombstones import TombstoneRepository
from storage.repositories.users import UserRepository
from storage.schema import contact, draft, follow_up, important_date, interaction, need, news, note, nudge, share, users
from storage.table_rows import TableRows
from storage.transaction import Transaction
from storage.vault import Vault

_ID_BYTES = 10


class SqlUnitOfWork:
    """The unit of work of one connection."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        journal = Journal()
        records = records_of(tx, vault, journal)
        recorded = records.recorded
        self._tx = tx
        self._changes = ChangeRepository(tx, vault, journal, recorded, new_id)
        self.users: ports.Users = UserRepository(tx, recorded[users.name])
        self.contacts: ports.Contacts = ContactRepository(tx, vault, records.contact_rows, recorded[contact.name])
        self.interactions: ports.Interactions = InteractionRepository(
            records.interaction_rows, recorded[interaction.name]
        )
        self.dates: ports.Dates = DateRepository(records.date_rows, recorded[important_date.name])
        self.follow_ups: ports.FollowUps = FollowUpRepository(records.follow_up_rows, recorded[follow_up.name])
        self.notes: ports.Notes = NoteRepository(records.note_rows, recorded[note.name])
        self.news: ports.NewsItems = NewsRepository(records.news_rows, recorded[news.name])
        self.needs: ports.Needs = NeedRepository(records.need_rows, recorded[need.name])
        self.reminders: ports.Reminders = ReminderRepository(tx)
        self.nudges: ports.Nudges = NudgeRepository(tx, recorded[nudge.name])
        self.letters: ports.Letters = LetterRepository(tx)
        self.outbox: ports.Outbox = OutboxRepository(tx)
        self.revisions: ports.Revisions = RevisionRepository(tx)
        self.drafts: ports.Drafts = DraftRepository(TableRows(tx, vault, draft, owner="user_id"))
        self.changes: ports.Changes = self._changes
        self.teams: ports.Teams = TeamRepository(tx, vault, recorded[share.name], new_id)
        self.greetings: ports.Greetings = GreetingRepository(tx)
        self.team_needs: ports.TeamNeeds = TeamNeedRepository(tx, vault, new_id)
        self._directory = DirectoryRepository(tx)
        self.directory: ports.Directory = self._directory
        self.asks: ports.Asks = AskRepository(tx, vault)
        self.lookups: ports.Lookups = LookupRepository(tx)
        self.introductions: ports.Introductions = IntroductionRepository(tx, vault)
        self.installations: ports.Installations = InstallationRepository(tx, vault, new_id)
        self.linking: ports.Linking = LinkingRepository(tx, vault)
        self.notices: ports.Notices = NoticeRepository(tx)
        self.leavings: ports.Leavings = LeavingRepository(tx)
        self.handovers: ports.Handovers = HandoverRepository(tx, vault)
        self.swaps: ports.Swaps = SwapRepository(tx, vault)
        self.partings: ports.Partings = PartingRepository(tx)
        self.recoveries: ports.Recoveries = RecoveryRepository(tx, vault)
        self.tombstones: ports.Tombstones = TombstoneRepository(tx, vault)

    def new_id(self) -> str:
        """A new opaque id of 16 lower-case characters."""
        return new_id()

    def commit(self) -> None:
        """Make it last, with what undo needs."""
        self._changes.write()
        self._directory.settle()
        self._tx.commit()


def new_id() -> str:
    """A new opaque id: 80 random bits in 16 lower-case characters."""
    return b32encode(secrets.token_bytes(_ID_BYTES)).decode().lower()
