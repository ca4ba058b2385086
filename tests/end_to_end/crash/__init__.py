"""Processes killed at every point of what they do, and what the next ones make of it."""
