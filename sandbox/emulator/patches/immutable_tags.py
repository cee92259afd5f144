"""A repository with IMMUTABLE_WITH_EXCLUSION overwrites every tag."""

import fnmatch
from typing import Any

from ..shapes import Properties
from ..wrapping import after

NEEDS = {'ministack.services.ecr': ('_images', '_put_image', '_repositories')}

_FILTER = 'ImageTagMutabilityExclusionFilter'


def install() -> None:
    from ministack.core.responses import error_response_json
    from ministack.services import ecr

    native = ecr._put_image

    def put_image(data: Properties) -> Any:
        name, tag = data.get('repositoryName', ''), data.get('imageTag')
        repository = ecr._repositories.get(name) or {}
        if tag and repository.get('imageTagMutability') == 'IMMUTABLE_WITH_EXCLUSION':
            moves = any(fnmatch.fnmatchcase(tag, pattern) for pattern in repository.get('movableTags', ()))
            if not moves and any(tag in image.get('imageTags', []) for image in ecr._images[name]):
                message = f"The image tag '{tag}' already exists in the '{name}' repository and cannot be overwritten"
                return error_response_json('ImageTagAlreadyExistsException', message, 400)
        return native(data)

    def patch(name: str, properties: Properties, old: Properties | None) -> None:
        filters = properties.get(f'{_FILTER}s', [])
        ecr._repositories[name]['movableTags'] = [one[f'{_FILTER}Value'] for one in filters]

    ecr._put_image = put_image
    after('AWS::ECR::Repository', patch)
