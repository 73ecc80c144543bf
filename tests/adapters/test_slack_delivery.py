"""What becomes of a direct message: in Slack's eyes, and in the outcome that is reported."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.app import SlackAdapter
from bot.chat.adapter import Later, Posted, Refused, Uncertain
from bot.chat.message import File, say
from bot.domain.errors import PlatformError
from tests.fakes.slack import Broken, Dropped, FakeSlack, Fault, Hung, RateLimited
from tests.fakes.slack import Refused as RefusedBySlack
from tests.fakes.slack_installed import Noted
from tests.fakes.slack_script import Script, account_of, declared, running

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DIGEST = say("Sam: 40 days since you talked.")
ALICE = account_of("U1")


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        fake.user("U1", "alice")
        yield fake
        fake.assert_clean()


@pytest.fixture
async def adapter(slack: FakeSlack) -> AsyncIterator[SlackAdapter]:
    async with running(slack, Script(), request_seconds=0.3) as connected:
        yield connected


async def test_a_posted_digest_is_read_and_found(slack: FakeSlack, adapter: SlackAdapter) -> None:
    posted = await adapter.post(ALICE, DIGEST, "d1")
    assert isinstance(posted, Posted)
    (digest,) = slack.user("U1").dm()
    assert (digest.text, digest.channel, digest.ts) == ("Sam: 40 days since you talked.", posted.channel, posted.id)
    assert digest.metadata == {"event_type": "kith_nudge", "event_payload": {"key": "d1"}}
    assert await adapter.find_posted(ALICE, "d1", NOW) == posted
    known = replace(ALICE, channel=posted.channel)
    assert await adapter.find_posted(known, "d1", NOW) == posted
    assert await adapter.find_posted(known, "d2", NOW) is None
    assert await adapter.find_posted(known, "d1", NOW + timedelta(days=1)) is None


async def test_a_digest_is_found_far_back_and_before_its_metadata_shows(
    slack: FakeSlack, adapter: SlackAdapter
) -> None:
    posted = await adapter.post(ALICE, DIGEST, "d1")
    for number in range(120):
        slack.world.post("D1", {"text": f"message {number}"})
    slack.hide_metadata(calls=2)
    assert await adapter.find_posted(ALICE, "d1", NOW) == posted
    assert len(slack.calls_of("conversations.history")) == 2


async def test_a_digest_whose_text_was_replaced_is_still_found(slack: FakeSlack, adapter: SlackAdapter) -> None:
    posted = await adapter.post(ALICE, DIGEST, "d1")
    slack.world.edit(slack.user("U1").dm()[0], {"text": "Talked to Sam today."})
    assert await adapter.find_posted(ALICE, "d1", NOW) == posted


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize("fault", [Dropped, Broken, Hung])
async def test_no_answer_is_uncertain_and_never_posted_again(
    slack: FakeSlack, adapter: SlackAdapter, fault: type[Dropped] | type[Broken] | type[Hung], stored: bool
) -> None:
    slack.faults.plan("chat.postMessage", fault(stored=stored))
    assert isinstance(await adapter.post(ALICE, DIGEST, "d1"), Uncertain)
    assert len(slack.calls_of("chat.postMessage")) == 1
    found = await adapter.find_posted(ALICE, "d1", NOW)
    assert [post.ts for post in slack.user("U1").dm()] == ([found.id] if found else [])
    assert (found is not None) is stored


@pytest.mark.parametrize("code", ["fatal_error", "internal_error"])
async def test_what_may_have_half_succeeded_is_uncertain(slack: FakeSlack, adapter: SlackAdapter, code: str) -> None:
    slack.faults.plan("chat.postMessage", RefusedBySlack(code))
    assert await adapter.post(ALICE, DIGEST, "d1") == Uncertain(code)


@pytest.mark.parametrize(
    "code",
    [
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "restricted_action_read_only_channel",
        "user_disabled",
    ],
)
async def test_an_address_nobody_is_at_is_refused(slack: FakeSlack, adapter: SlackAdapter, code: str) -> None:
    slack.faults.plan("chat.postMessage", RefusedBySlack(code))
    assert await adapter.post(ALICE, DIGEST, "d1") == Refused(code)


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (RateLimited(retry_after=7), 7.0),
        (RefusedBySlack("ratelimited"), 30.0),
        (RefusedBySlack("token_revoked"), 600.0),
        (RefusedBySlack("account_inactive"), 600.0),
        (RefusedBySlack("something_new"), 300.0),
    ],
)
async def test_what_was_certainly_not_posted_is_for_later(
    slack: FakeSlack, adapter: SlackAdapter, fault: Fault, seconds: float
) -> None:
    slack.faults.plan("chat.postMessage", fault)
    outcome = await adapter.post(ALICE, DIGEST, "d1")
    assert isinstance(outcome, Later)
    assert outcome.seconds == seconds
    assert slack.user("U1").dm() == []


async def test_a_refused_app_is_trouble_until_a_post_succeeds(slack: FakeSlack, adapter: SlackAdapter) -> None:
    slack.faults.plan("chat.postMessage", RefusedBySlack("token_revoked"))
    await adapter.post(ALICE, DIGEST, "d1")
    assert adapter.trouble() == "Slack refuses this app (token_revoked). Check its tokens and scopes."
    assert isinstance(await adapter.post(ALICE, DIGEST, "d1"), Posted)
    assert "refuses" not in (adapter.trouble() or "")


async def test_a_history_that_cannot_be_read_is_said(slack: FakeSlack, adapter: SlackAdapter) -> None:
    for fault in (RefusedBySlack("missing_scope"), Hung()):
        slack.faults.plan("conversations.history", fault)
        with pytest.raises(PlatformError):
            await adapter.find_posted(ALICE, "d1", NOW)


async def test_somebody_who_is_gone_has_no_history(slack: FakeSlack, adapter: SlackAdapter) -> None:
    assert await adapter.find_posted(account_of("U404"), "d1", NOW) is None


async def test_before_it_is_connected_nothing_is_posted(slack: FakeSlack) -> None:
    adapter = SlackAdapter(
        installed=Noted(),
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        registry=declared(),
        api_url=slack.base_url,
    )
    assert isinstance(await adapter.post(ALICE, DIGEST, "d1"), Later)
    with pytest.raises(PlatformError):
        await adapter.find_posted(ALICE, "d1", NOW)


async def test_files_follow_their_message(slack: FakeSlack, adapter: SlackAdapter) -> None:
    posted = await adapter.post(ALICE, replace(DIGEST, files=(File("year.png", b"\x89PNG"),)), "d1")
    assert isinstance(posted, Posted)
    assert [post.text for post in slack.user("U1").dm()] == ["Sam: 40 days since you talked.", "(year.png)"]


async def test_an_unreachable_slack_got_nothing() -> None:
    async with FakeSlack() as slack:
        slack.user("U1")
        async with running(slack, Script()) as adapter:
            await slack.stop_listening()
            assert isinstance(await adapter.post(ALICE, DIGEST, "d1"), Later)


async def test_a_message_is_changed_where_it_stands_and_found_by_its_key_after_that(
    slack: FakeSlack, adapter: SlackAdapter
) -> None:
    posted = await adapter.post(ALICE, DIGEST, "d1")
    assert isinstance(posted, Posted)
    for _ in range(2):
        assert await adapter.amend(ALICE, posted, say("Priya: 12 days.")) == posted
    assert [post.text for post in slack.user("U1").dm()] == ["Priya: 12 days."]
    assert await adapter.find_posted(ALICE, "d1", NOW) == posted


async def test_a_message_is_taken_away_once(slack: FakeSlack, adapter: SlackAdapter) -> None:
    posted = await adapter.post(ALICE, DIGEST, "d1")
    assert isinstance(posted, Posted)
    assert await adapter.amend(ALICE, posted, None) == posted
    assert slack.user("U1").dm() == []
    assert await adapter.amend(ALICE, posted, None) == Refused("message_not_found")
    assert await adapter.amend(ALICE, posted, DIGEST) == Refused("message_not_found")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (RefusedBySlack("cant_delete_message"), Refused),
        (RefusedBySlack("compliance_exports_prevent_deletion"), Refused),
        (RefusedBySlack("channel_not_found"), Refused),
        (RefusedBySlack("token_revoked"), Later),
        (RefusedBySlack("something_new"), Later),
        (Hung(), Uncertain),
    ],
)
async def test_each_way_in_which_a_deletion_fails_has_its_outcome(
    slack: FakeSlack, adapter: SlackAdapter, fault: Fault, outcome: type
) -> None:
    posted = await adapter.post(ALICE, DIGEST, "d1")
    assert isinstance(posted, Posted)
    slack.faults.plan("chat.delete", fault)
    assert isinstance(await adapter.amend(ALICE, posted, None), outcome)


async def test_before_it_is_connected_nothing_is_changed(slack: FakeSlack) -> None:
    adapter = SlackAdapter(
        installed=Noted(),
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        registry=declared(),
        api_url=slack.base_url,
    )
    assert isinstance(await adapter.amend(ALICE, Posted("D1", "1.0"), None), Later)
