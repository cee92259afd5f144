"""The local sandbox: MiniStack, with the resource types it lacks and its known faults mended, in one process."""
