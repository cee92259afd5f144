"""MiniStack with patches for its known faults and the resource types that it lacks, in one process."""
