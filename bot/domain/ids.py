"""Opaque identities, one type a thing, so that the type checker catches a mix-up."""

import re
from typing import NewType

UserId = NewType("UserId", str)
AccountId = NewType("AccountId", str)
WorkspaceId = NewType("WorkspaceId", str)
TeamId = NewType("TeamId", str)
ShareId = NewType("ShareId", str)
ContactId = NewType("ContactId", str)
InteractionId = NewType("InteractionId", str)
DateId = NewType("DateId", str)
FollowUpId = NewType("FollowUpId", str)
NoteId = NewType("NoteId", str)
NewsId = NewType("NewsId", str)
NeedId = NewType("NeedId", str)
GreetingId = NewType("GreetingId", str)
MatchId = NewType("MatchId", str)
ReminderId = NewType("ReminderId", str)
NudgeId = NewType("NudgeId", str)
DeliveryId = NewType("DeliveryId", str)
RevisionId = NewType("RevisionId", str)
DraftId = NewType("DraftId", str)
ChangeId = NewType("ChangeId", str)
CodeId = NewType("CodeId", str)
JointId = NewType("JointId", str)
IntroductionId = NewType("IntroductionId", str)
LetterId = NewType("LetterId", str)
AskId = NewType("AskId", str)
AskedId = NewType("AskedId", str)
RecoveryId = NewType("RecoveryId", str)
LeavingId = NewType("LeavingId", str)
HandoverId = NewType("HandoverId", str)
HandedId = NewType("HandedId", str)
SwapId = NewType("SwapId", str)
PartingId = NewType("PartingId", str)

_OPAQUE = re.compile(r"[a-z2-7]{16}")


def is_id(text: str) -> bool:
    """Whether a text has the form in which ids are made."""
    return _OPAQUE.fullmatch(text) is not None
