"""A negotiation that nobody settled ends clearly; what stood before stands."""

from actions.core import meeting_steps as steps
from actions.core.meeting import State
from tests.unit.upkeep.house import DAY, HOUR, MINJI, NOW, OFFERS, SAM, SEO, slot

END = NOW + 7 * DAY


def test_it_ends_once_and_everybody_who_was_asked_is_told(house):
    meeting = house.proposed(MINJI, SAM, expires_at=END)
    answered = house.save(steps.accept(meeting, SAM, OFFERS[:1], NOW))
    assert house.tick(END - HOUR).expired == 0
    house.letters()  # the nudges until then
    assert house.tick(END).expired == 1
    assert house.tick(END + HOUR).expired == 0
    assert house.meeting(answered.id).state is State.EXPIRED
    texts = {r.to: r for r in house.letters()}
    assert set(texts) == {SEO, MINJI, SAM}
    assert texts[SEO].text == (
        "디자인 리뷰 시간을 정하지 못한 채 기한이 지나서 요청을 닫았어요. 잡힌 것은 없어요. "
        "다시 찾으려면 누구와 언제 만날지 말씀해 주세요.\n답이 없던 분: 김민지 님"
    )
    assert (texts[SEO].channel, texts[SEO].conversation) == ("console", SEO)
    assert texts[MINJI].text.startswith("디자인 리뷰 시간이 기한까지 정해지지 않아서 서지원 님의 제안을 닫았어요.")
    assert texts[SAM].text.startswith("No time was settled for 디자인 리뷰 before the deadline")


def test_its_holds_and_nudges_go_with_it(house):
    meeting = house.proposed(MINJI, offers=(slot(20),), expires_at=END)
    house.tick(END)
    with house.store.reading() as tx:
        assert tx.holds.active([MINJI, SEO], slot(20).interval, NOW) == []
        assert tx.timers.of_meeting(meeting.id) == []


def test_who_was_not_asked_hears_nothing(house):
    meeting = house.draft(MINJI, SAM)
    house.save(steps.propose(meeting, OFFERS, NOW, to=[SEO, MINJI], expires_at=END))
    house.tick(END)
    assert {r.to for r in house.letters()} == {SEO, MINJI}


def test_a_draft_ends_for_the_organizer_alone(house):
    house.save(steps.change(house.draft(MINJI, title=""), SEO, NOW, expires_at=END))
    assert house.tick(END).expired == 1
    (reply,) = house.letters()
    assert reply.to == SEO
    assert reply.text.startswith("회의 시간을 정하지 못한 채")


def test_a_booked_meeting_stays_at_its_time(house):
    booked = house.booked(MINJI)
    moving = steps.propose(steps.reopen(booked, SEO, NOW), OFFERS[1:], NOW, to=[SEO, MINJI], expires_at=END)
    house.save(moving)
    assert house.tick(END).expired == 1
    assert house.meeting(booked.id).state is State.BOOKED
    assert house.meeting(booked.id).booked == OFFERS[0]
    assert house.event(booked, MINJI) is not None
    assert {r.to: r.text for r in house.letters()}[MINJI] == (
        "디자인 리뷰를 옮길 시간이 기한까지 정해지지 않아서 12월 3일(목) 오전 10시–11시 (서울 시간, UTC+9) 그대로예요."
    )


def test_one_that_was_prolonged_meanwhile_goes_on(house):
    meeting = house.proposed(MINJI, expires_at=END)
    house.save(steps.change(meeting, SEO, NOW, expires_at=END + DAY))
    assert house.tick(END).expired == 0


def test_one_that_fails_does_not_stop_the_others(house, monkeypatch):
    bad, good = house.proposed(MINJI, expires_at=END), house.proposed(SAM, expires_at=END)
    from actions.upkeep import expiry

    real = expiry.steps.expire
    fails = lambda m, now: 1 / 0 if m.id == bad.id else real(m, now)  # noqa: E731
    monkeypatch.setattr(expiry.steps, "expire", fails)
    done = house.tick(END)
    assert (done.expired, done.failed) == (1, 1)
    assert house.meeting(good.id).state is State.EXPIRED
    monkeypatch.undo()
    assert house.tick(END + HOUR).expired == 1
