"""ECR lists one tag of an image that has several, and takes a digest for a manifest that is another."""

import json
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.services.ecr': (
        '_batch_get_image',
        '_image_digest',
        '_images',
        '_list_images',
        '_put_image',
        '_repositories',
    ),
}


def install() -> None:
    from ministack.core.responses import error_response_json, json_response
    from ministack.services import ecr

    put, get, listed = ecr._put_image, ecr._batch_get_image, ecr._list_images

    def put_image(data: Properties) -> Any:
        given = data.get('imageDigest')
        if given and given != ecr._image_digest(data.get('imageManifest', '')):
            message = f'The image digest {given} does not match the digest of the image manifest'
            return error_response_json('ImageDigestDoesNotMatchException', message, 400)
        return put(data)

    def batch_get_image(data: Properties) -> Any:
        answer = get(data)
        if answer[0] != 200:
            return answer
        found = json.loads(answer[2])
        for image in found['images']:
            digest = image['imageId']['imageDigest']
            asked = next(one for one in data['imageIds'] if _is_of(data['repositoryName'], one, digest))
            image['imageId'] = {**asked, 'imageDigest': digest}
        return json_response(found)

    def _is_of(repository: str, asked: Properties, digest: str) -> bool:
        tags = [one.get('imageTags', []) for one in ecr._images[repository] if one['imageDigest'] == digest]
        return asked.get('imageDigest') == digest or any(asked.get('imageTag') in some for some in tags)

    def list_images(data: Properties) -> Any:
        if data.get('repositoryName') not in ecr._repositories:
            return listed(data)
        status = (data.get('filter') or {}).get('tagStatus', 'ANY')
        images = ecr._images.get(data['repositoryName'], [])
        tagged = [
            {'imageDigest': one['imageDigest'], 'imageTag': tag} for one in images for tag in one.get('imageTags', [])
        ]
        untagged = [{'imageDigest': one['imageDigest']} for one in images if not one.get('imageTags')]
        ids = [*(tagged if status != 'UNTAGGED' else []), *(untagged if status != 'TAGGED' else [])]
        return json_response({'imageIds': ids})

    ecr._put_image, ecr._batch_get_image, ecr._list_images = put_image, batch_get_image, list_images
