"""One user journey a file: thin Rasa actions over the core and the store."""
