"""Generates the name of a resource whose template has none."""

import hashlib


def generated_name(stack: str, logical_id: str, longest: int) -> str:
    tail = hashlib.sha256(f'{stack}/{logical_id}'.encode()).hexdigest()[:12]
    return f'{f"{stack}-{logical_id}"[: longest - 13]}-{tail}'
