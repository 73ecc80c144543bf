"""Waiting for an answer: it begins when the user wrote, and ends with any contact that is more than that."""

from dataclasses import replace
from datetime import date

from bot.domain.contact import Contact
from bot.domain.followup import ANSWER_AFTER, SILENCE_AFTER, FollowUp, FollowUpKind, FollowUpState
from bot.domain.ids import FollowUpId
from bot.domain.interaction import Interaction
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services.closing import close


def after_contact(
    uow: UnitOfWork, user: User, contact: Contact, interaction: Interaction, today: date, *, expected: bool
) -> FollowUp | None:
    """What is waited for since this contact, None if nothing is. Reminders are the caller's.

    One answer a contact: who writes again waits from then on. What was written long ago, or where no answer is
    `expected`, is not waited for.
    """
    open_now = next((each for each in uow.follow_ups.open(user.id, contact.id) if each.awaits_answer), None)
    if not interaction.only_wrote:
        if open_now is not None and interaction.on >= open_now.made_on:
            close(uow, user, open_now, FollowUpState.DONE, today)
        return None
    if not expected or today >= interaction.on + SILENCE_AFTER:
        return None
    due_on = interaction.on + ANSWER_AFTER
    if open_now is not None:
        again = replace(open_now, made_on=interaction.on, due_on=due_on, interaction=interaction.id)
        uow.follow_ups.save(again)
        return again
    waiting = FollowUp(
        id=FollowUpId(uow.new_id()),
        owner=user.id,
        contact=contact.id,
        kind=FollowUpKind.WAITING,
        text="",
        made_on=interaction.on,
        due_on=due_on,
        interaction=interaction.id,
    )
    uow.follow_ups.add(waiting)
    return waiting
