"""The name of a resource whose template gives it none."""

import hashlib


def generated_name(stack, logical_id, longest):
    tail = hashlib.sha256(f'{stack}/{logical_id}'.encode()).hexdigest()[:12]
    return f'{f"{stack}-{logical_id}"[: longest - 13]}-{tail}'
