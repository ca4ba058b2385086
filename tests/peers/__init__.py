"""Real servers for the tests: each module starts one on a free port, with its state in a folder of the caller's."""
