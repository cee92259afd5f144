"""A REST API with a Lambda authorizer, a usage plan and functions, and requests to it."""

import contextlib
import http.client
import json

HOST = 'api.tracker.example'
KEY = 'key-of-the-first-agent-0001'

# A token names what the authorizer returns: `allow`, `narrow` (one method), `deny`, `silent`, and a key after a dash.
CHECK_CODE = """
exports.handler = async ({ headers, methodArn }) => {
  const [verdict, ...key] = headers.authorization.split('-');
  if (verdict === 'throw') throw new Error('Unauthorized');
  const [api, stage] = methodArn.split('/');
  const Resource = { narrow: methodArn, silent: 'arn:aws:execute-api:*:*:other/*' }[verdict] ?? `${api}/${stage}/*`;
  return {
    principalId: 'agent',
    usageIdentifierKey: key.join('-') || undefined,
    context: { workspace: 'w1', calls: `${Math.random()}` },
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: verdict === 'deny' ? 'Deny' : 'Allow', Resource }],
    },
  };
};
"""
ECHO_CODE = """
exports.handler = async (event) => {
  const asked = event.queryStringParameters ?? {};
  if (asked.wait) await new Promise((done) => setTimeout(done, Number(asked.wait)));
  if (asked.fail) throw new Error('the password is hunter2');
  if (asked.odd) return { hello: 'world' };
  return { statusCode: 200, headers: { 'X-Answer': 'yes' }, body: JSON.stringify(event) };
};
"""


def function(name, code):
    return {
        'Type': 'AWS::Lambda::Function',
        'Properties': {
            'FunctionName': name,
            'Runtime': 'nodejs22.x',
            'Handler': 'index.handler',
            'Timeout': 20,
            'Code': {'ZipFile': code},
            'Role': {'Fn::GetAtt': ['Role', 'Arn']},
        },
    }


def invoke_uri(name):
    parts = ['arn:aws:apigateway:', {'Ref': 'AWS::Region'}, ':lambda:path/2015-03-31/functions/']
    return {'Fn::Join': ['', [*parts, {'Fn::GetAtt': [name, 'Arn']}, '/invocations']]}


def method(resource, verb='GET', integration=None, **properties):
    own = {'Type': 'AWS_PROXY', 'IntegrationHttpMethod': 'POST', 'Uri': invoke_uri('Echo'), **(integration or {})}
    given = {'RestApiId': {'Ref': 'Api'}, 'ResourceId': resource, 'HttpMethod': verb, 'AuthorizationType': 'NONE'}
    return {'Type': 'AWS::ApiGateway::Method', 'Properties': {**given, 'Integration': own, **properties}}


def resource(part, parent=None):
    above = {'Ref': parent} if parent else {'Fn::GetAtt': ['Api', 'RootResourceId']}
    return {
        'Type': 'AWS::ApiGateway::Resource',
        'Properties': {'RestApiId': {'Ref': 'Api'}, 'ParentId': above, 'PathPart': part},
    }


def permission(name, source='*'):
    """API Gateway may invoke a function for these methods or authorizers of the API."""
    arn = {'Fn::Sub': f'arn:aws:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{Api}}/{source}'}
    given = {'FunctionName': {'Ref': name}, 'Action': 'lambda:InvokeFunction', 'SourceArn': arn}
    return {'Type': 'AWS::Lambda::Permission', 'Properties': {**given, 'Principal': 'apigateway.amazonaws.com'}}


CHECKED = {'AuthorizationType': 'CUSTOM', 'AuthorizerId': {'Ref': 'Check'}}
KEYED = {**CHECKED, 'ApiKeyRequired': True}
OUTPUTS = {'Api': {'Ref': 'Api'}, 'Plan': {'Ref': 'Plan'}}


def machine_api(api=None, stage=None, plan=None, more=None):
    """`GET /open` for all, `GET /one` and `/two` with a key of the authorizer; `more` adds resources."""
    trust = {'Effect': 'Allow', 'Principal': {'Service': 'lambda.amazonaws.com'}, 'Action': 'sts:AssumeRole'}
    document = {'Version': '2012-10-17', 'Statement': [trust]}
    authorizer = {
        'RestApiId': {'Ref': 'Api'},
        'Name': 'check',
        'Type': 'REQUEST',
        'IdentitySource': 'method.request.header.Authorization',
        'AuthorizerUri': invoke_uri('CheckFunction'),
        'AuthorizerResultTtlInSeconds': 300,
    }
    methods = {'OpenGet': method({'Ref': 'Open'})}
    methods |= {f'{name}Get': method({'Ref': name}, **KEYED) for name in ('One', 'Two')}
    more = more or {}
    depends = [*methods, *(name for name, one in more.items() if one['Type'] == 'AWS::ApiGateway::Method')]
    return {
        'Role': {'Type': 'AWS::IAM::Role', 'Properties': {'AssumeRolePolicyDocument': document}},
        'Echo': function('echo', ECHO_CODE),
        'CheckFunction': function('check', CHECK_CODE),
        'Api': {
            'Type': 'AWS::ApiGateway::RestApi',
            'Properties': {'Name': 'machine', 'ApiKeySourceType': 'AUTHORIZER', **(api or {})},
        },
        'Check': {'Type': 'AWS::ApiGateway::Authorizer', 'Properties': authorizer},
        'MayEcho': permission('Echo', '*/*/*'),
        'MayCheck': permission('CheckFunction', 'authorizers/*'),
        **{name: resource(name.lower()) for name in ('Open', 'One', 'Two')},
        **methods,
        'Deployment': {
            'Type': 'AWS::ApiGateway::Deployment',
            'Properties': {'RestApiId': {'Ref': 'Api'}},
            'DependsOn': depends,
        },
        'Stage': {
            'Type': 'AWS::ApiGateway::Stage',
            'Properties': {
                'RestApiId': {'Ref': 'Api'},
                'DeploymentId': {'Ref': 'Deployment'},
                'StageName': 'v',
                **(stage or {}),
            },
        },
        'Plan': {
            'Type': 'AWS::ApiGateway::UsagePlan',
            'Properties': {'ApiStages': [{'ApiId': {'Ref': 'Api'}, 'Stage': {'Ref': 'Stage'}}], **(plan or {})},
        },
        **more,
    }


def own_name(api='Api'):
    """The custom domain name HOST, with a certificate, for every path of the API."""
    return {
        'Certificate': {
            'Type': 'AWS::CertificateManager::Certificate',
            'Properties': {'DomainName': HOST, 'ValidationMethod': 'DNS'},
        },
        'Name': {
            'Type': 'AWS::ApiGateway::DomainName',
            'Properties': {
                'DomainName': HOST,
                'RegionalCertificateArn': {'Ref': 'Certificate'},
                'EndpointConfiguration': {'Types': ['REGIONAL']},
                'SecurityPolicy': 'TLS_1_2',
            },
        },
        'Mapping': {
            'Type': 'AWS::ApiGateway::BasePathMapping',
            'Properties': {'DomainName': {'Ref': 'Name'}, 'RestApiId': {'Ref': api}, 'Stage': {'Ref': 'Stage'}},
        },
    }


def default_host(api, region='ap-southeast-1'):
    return f'{api}.execute-api.{region}.amazonaws.com'


def ask(test, host, path, token=None, body=None, **headers):
    """Status, body and headers of the answer to a client; POST with a body."""
    connection = http.client.HTTPConnection(test.url.removeprefix('http://'), timeout=20)
    test.addCleanup(connection.close)
    sent = {'Host': host, **({'Authorization': token} if token else {}), **headers}
    if body is not None:
        body = json.dumps(body)
        sent.setdefault('Content-Type', 'application/json')
    connection.request('GET' if body is None else 'POST', path, body=body, headers=sent)
    answer = connection.getresponse()
    text = answer.read().decode()
    return answer.status, json.loads(text) if text[:1] in '{[' and text else text, answer.headers


def give_key(test, plan, value=KEY, **properties):
    """Makes a key of the plan, as an application does at run time; its id."""
    gateway = test.client('apigateway')
    key = gateway.create_api_key(value=value, **{'enabled': True, **properties})['id']
    test.addCleanup(forget, gateway, key)
    gateway.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType='API_KEY')
    return key


def forget(gateway, key):
    with contextlib.suppress(gateway.exceptions.NotFoundException):
        gateway.delete_api_key(apiKey=key)
