"""iCalendar (RFC 5545) in one place: reading, writing, expanding series, and what blocks a person's time."""
