"""The SQL store: people, meetings, messages, outbox, claims."""
