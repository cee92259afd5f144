"""AWS::Logs::QueryDefinition, through the API calls that patches/query_definitions.py adds."""

from typing import Any

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::Logs::QueryDefinition'
REPLACES = ()


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    return _put(properties)


def update(definition: str, old: Properties, new: Properties, stack: str) -> Created:
    return _put(new, queryDefinitionId=definition)


def delete(definition: str, properties: Properties) -> None:
    with unless('ResourceNotFoundException'):
        client('logs').delete_query_definition(queryDefinitionId=definition)


def _put(properties: Properties, **known: Any) -> Created:
    asked = {'name': properties['Name'], 'queryString': properties['QueryString'], **known}
    if 'LogGroupNames' in properties:
        asked['logGroupNames'] = properties['LogGroupNames']
    if 'QueryLanguage' in properties:
        asked['queryLanguage'] = properties['QueryLanguage']
    made = client('logs').put_query_definition(**asked)['queryDefinitionId']
    return made, {'QueryDefinitionId': made}
