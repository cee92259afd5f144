"""Every wait has a limit, and all of them stand here. Seconds."""

READY = 30
STOP = 6
CALL = 10
CHILD = 2
PARENT_POLL = 0.5
