"""What the commands have in common, and those that are too long for `cli.py`."""
