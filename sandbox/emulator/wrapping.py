"""Wraps the native handler of a resource type, to restore properties that it loses."""

from .shapes import Created, Patch, Properties


def after(resource_type: str, patch: Patch) -> None:
    """Call `patch(physical_id, properties, old_properties or None)` after a create or an update of the type."""
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS[resource_type]
    create, update = handlers['create'], handlers['update']

    def created(logical_id: str, properties: Properties, stack: str) -> Created:
        answer = create(logical_id, properties, stack)
        patch(answer[0], properties, None)
        return answer

    def updated(physical_id: str, old: Properties, new: Properties, stack: str, *logical_id: str) -> Created:
        answer = update(physical_id, old, new, stack, *logical_id)
        patch(answer[0], new, old if answer[0] == physical_id else None)
        return answer

    provisioners._RESOURCE_HANDLERS[resource_type] = {**handlers, 'create': created, 'update': updated}
