"""`moim scenarios`: conversations with people and calendars, played with a fixed clock, and what must come of them."""
