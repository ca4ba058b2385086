"""What people meet: the Rasa project, the NLU components, the channels and the `moim` command."""
