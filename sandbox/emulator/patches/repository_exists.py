"""A repository of a template replaces one with the same name, where AWS refuses."""

from ..shapes import Created, Properties

NEEDS = {'ministack.services.ecr': ('_repositories',)}

_TYPE = 'AWS::ECR::Repository'


def install() -> None:
    from ministack.services import ecr
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]

    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        name = properties.get('RepositoryName')
        if name in ecr._repositories:
            raise ValueError(f"The repository with name '{name}' already exists in the registry.")
        return handlers['create'](logical_id, properties, stack)

    provisioners._RESOURCE_HANDLERS[_TYPE] = {**handlers, 'create': create}
