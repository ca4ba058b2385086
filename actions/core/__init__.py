"""Values and functions: no I/O, no Rasa, no clock and no zone of its own."""
