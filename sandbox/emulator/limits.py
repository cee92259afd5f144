"""The limit of each wait, in seconds."""

READY = 30
STOP = 6
CALL = 10
CHILD = 2
PARENT_POLL = 0.5
TICK = 1
