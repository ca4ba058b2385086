"""Scenarios: people, calendars, what is said, and what must have come of it; a file a journey."""
