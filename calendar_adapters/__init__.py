"""How calendars are read and written: one protocol, one adapter a folder."""
