"""Where the hours and lengths of the purposes are from. What no source states is this project's convention."""

from __future__ import annotations

CONVENTION = "convention of this project"
SCRUM = (
    "Scrum Guide 2020 (timeboxes for a month-long Sprint: Planning 8 h, Daily 15 min, Review 4 h, Retrospective 3 h)"
)
USDA = "USDA ERS, chart 110532 (American Time Use Survey 2023: eating peaks at 12:00-12:59 and 18:00-18:59)"
BREAK_LAW = "Korean Labor Standards Act, article 54 (one hour of rest within eight hours of work)"
INCRUIT = "Incruit survey of 373 employees, January 2015 (84.7 % want a team dinner to end between 20:00 and 22:00)"
GROVE = "A. Grove, High Output Management, 1983 (a one-on-one should last an hour at minimum)"
GOOGLE = (
    "Google Workspace, Set the default meeting length for Calendar events in your domain (the standard is 60 minutes)"
)
YOUCANBOOKME = "YouCanBookMe, 2 million answers to 530,000 invitations (Tuesday 14:30 suits best, Monday 09:00 worst)"
TOP_ECHELON = "Top Echelon, How Long Should an Interview Last? (45 to 60 minutes face to face)"
INSPACE = "inspace.app, Meeting length insights (60 minutes is the commonest length, 42 % of meetings)"
