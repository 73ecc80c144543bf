"""Opaque identities, one type a thing, so that the type checker catches a mix-up."""

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
ReminderId = NewType("ReminderId", str)
NudgeId = NewType("NudgeId", str)
DeliveryId = NewType("DeliveryId", str)
RevisionId = NewType("RevisionId", str)
DraftId = NewType("DraftId", str)
ChangeId = NewType("ChangeId", str)
CodeId = NewType("CodeId", str)
JointId = NewType("JointId", str)
