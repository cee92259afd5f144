"""AWS::Logs::QueryDefinition, over the calls that patches/query_definitions.py adds."""

from ..calls import client, unless

TYPE = 'AWS::Logs::QueryDefinition'
REPLACES = ()


def create(logical_id, properties, stack):
    return _put(properties)


def update(definition, old, new, stack):
    return _put(new, queryDefinitionId=definition)


def delete(definition, properties):
    with unless('ResourceNotFoundException'):
        client('logs').delete_query_definition(queryDefinitionId=definition)


def _put(properties, **known):
    asked = {'name': properties['Name'], 'queryString': properties['QueryString'], **known}
    if 'LogGroupNames' in properties:
        asked['logGroupNames'] = properties['LogGroupNames']
    if 'QueryLanguage' in properties:
        asked['queryLanguage'] = properties['QueryLanguage']
    made = client('logs').put_query_definition(**asked)['queryDefinitionId']
    return made, {'QueryDefinitionId': made}
