"""The local sandbox: MiniStack, with the resource types it lacks and its known faults patched, in one process."""
