"""Every text shown to a person, one module a language."""
