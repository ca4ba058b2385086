"""English texts that only Slack shows: buttons, forms, the Home tab, answers to clicks."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    # ---- under the offers
    "slack_pick": "Take this time",
    "slack_pick_label": "Take time {number}: {slot}",
    "slack_more": "More times",
    "slack_none": "None of these",
    "slack_other_time": "Another time",
    "slack_your_time": "On your clock: {time}",
    "slack_chosen": "{name} chose {number}: {slot}",
    "slack_asked_more": "{name} asked for more times.",
    "slack_refused_all": "{name} can't make any of these.",
    "slack_named_time": "{name} proposed {slot}.",
    "slack_closed": "These offers are closed.",
    "slack_settled": "Booked: {slot}.",
    # ---- clicks that come to nothing
    "slack_click_used": "That button has been pressed already, so I left things as they are.",
    "slack_click_stale": "These times are no longer on offer. Ask me for new ones, or look at my latest message.",
    "slack_click_not_yours": "These times were offered to {name}. Only the people of this meeting can choose.",
    "slack_click_unknown": "I don't know that button any more. Please ask me again.",
    # ---- messages edited
    "slack_edited_late": (
        "That meeting is booked, so your edit changed nothing. To change it, tell me: “move it to Friday”."
    ),
    # ---- while it works
    "slack_checking": "Checking {count:calendar/calendars} …",
    "slack_working": "One moment …",
    # ---- forms
    "slack_form_title": "Schedule a meeting",
    "slack_form_submit": "Find times",
    "slack_form_cancel": "Cancel",
    "slack_form_what": "What is it about?",
    "slack_form_what_hint": "For example: design review",
    "slack_form_who": "With whom?",
    "slack_form_guests": "Guests from outside (mail addresses)",
    "slack_form_guests_hint": "name@example.com, another@example.com",
    "slack_form_length": "How long?",
    "slack_form_when": "When?",
    "slack_form_when_hint": "For example: next week, mornings",
    "slack_form_by": "by {when}",
    "slack_form_place": "Where?",
    "slack_form_nobody": "Choose at least one person, or name a guest's mail address.",
    "slack_form_bad_address": "“{said}” doesn't read as a mail address.",
    "slack_request": "Schedule a {duration} meeting called “{title}” with {people} {when}",
    "slack_request_untitled": "Schedule a {duration} meeting with {people} {when}",
    "slack_request_place": "at {place}",
    "slack_request_any": "in the next two weeks",
    # ---- the Home tab
    "slack_home_title": "Your week with moim",
    "slack_home_new": "Schedule a meeting",
    "slack_home_agenda": "Coming up",
    "slack_home_agenda_none": "Nothing in your calendar for the next seven days.",
    "slack_home_agenda_unread": "I can't read your calendar at the moment, so I can't show what comes up.",
    "slack_home_agenda_unknown": "As soon as a calendar is connected, what comes up stands here.",
    "slack_home_open": "Still being settled",
    "slack_home_open_none": "No meeting is waiting for anybody's answer.",
    "slack_home_open_line": "{title} — {count:time/times} on offer, waiting for {names}",
    "slack_home_open_yours": "{title} — {count:time/times} on offer, waiting for you",
    "slack_home_open_missing": "{title} — no times offered yet",
    "slack_home_holds": "Held for you",
    "slack_home_holds_none": "No time is held for you.",
    "slack_home_hold": "{slot} — {title} (until {until})",
    "slack_home_calendars": "Calendars",
    "slack_home_calendars_none": (
        "No calendar is connected yet, so I can't see when you are free. Ask your administrator to connect one."
    ),
    "slack_home_calendar_ok": "{label}: connected",
    "slack_home_calendar_reconnect": "{label}: needs to be connected again. Ask your administrator.",
    "slack_home_calendar_failing": "{label}: doesn't answer at the moment. I keep trying.",
    "slack_home_wishes": "What I remember of your wishes",
    "slack_home_wishes_none": "Nothing yet. Tell me, for example: no meetings before 10",
    "slack_home_language": "Language",
    "slack_home_zone": "Time zone: {zone}",
    "slack_home_stranger": "I don't know your address yet. Ask your administrator to add {address}.",
    "slack_language_ko": "Korean",
    "slack_language_en": "English",
    # ---- the command
    "slack_command_help": (
        "• `/moim today` what is in your calendar today\n"
        "• `/moim settings` what I remember of you\n"
        "• `/moim` and any sentence: `/moim 30 minutes with Nora tomorrow afternoon`\n"
        "• mention me in a channel or write to me here"
    ),
    "slack_answered_directly": "{user}, I've answered you in a direct message.",
    "slack_in_dm": "I'll answer you in a direct message.",
}
