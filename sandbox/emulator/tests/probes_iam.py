"""Probes of the faults that MiniStack has where it asks IAM, with AUTH=true."""

from emulator.tests.builders import service
from emulator.tests.builders_iam import ISSUER, PROVIDER, allow, code, make_role, make_tls_bucket, session, token
from emulator.tests.support import ACCOUNT, EDGE, REGION, Deployed

CALL = {'cluster': 'bank', 'service': 'api'}


class IamProbes(Deployed):
    """One method for each fault, which returns whether the emulator still has it."""

    arguments = ('--unpatched', '--account', ACCOUNT)
    environment = (('AUTH', 'true'),)

    def role_sessions(self):
        make_tls_bucket(self, 'tls')
        s3 = session(self, 's3', 'writes', allow('s3:PutObject'), region=EDGE)
        return code(s3.put_object, Bucket='tls', Key='page', Body=b'x') == 'AccessDenied'

    def web_identity(self):
        return _assume(self, 'by-id', **{f'{ISSUER}:repository_id': '2'}) == 'AccessDenied'

    def web_identity_signature(self):
        return _assume(self, 'by-subject', **{f'{ISSUER}:sub': 'repo:a/b'}) == 'allowed'

    def request_resources(self):
        own = f'arn:aws:ecs:{REGION}:{ACCOUNT}:service/bank/api'
        ecs = session(self, 'ecs', 'rolls-one', allow('ecs:UpdateService', own))
        return code(ecs.update_service, **CALL) == 'AccessDeniedException'

    def request_keys(self):
        self.deploy(service())
        policy = allow('ecs:UpdateService', Null={'ecs:enable-execute-command': 'true'})
        ecs = session(self, 'ecs', 'rolls', policy)
        return code(ecs.update_service, **CALL, enableExecuteCommand=True) == 'allowed'

    def rest_api_tags(self):
        tagged = allow('apigateway:POST', StringEquals={'aws:RequestTag/plan': 'one'})
        gateway = session(self, 'apigateway', 'keeper', tagged)
        return code(gateway.create_api_key, name='one', tags={'plan': 'one'}) == 'AccessDeniedException'

    def simulation_context(self):
        role = make_role(self, 'runs', allow('ecs:RunTask', StringEquals={'ecs:cluster': 'one'}))
        context = {'ContextKeyName': 'ecs:cluster', 'ContextKeyValues': ['one'], 'ContextKeyType': 'string'}
        (result,) = self.client('iam').simulate_principal_policy(
            PolicySourceArn=role, ActionNames=['ecs:RunTask'], ContextEntries=[context]
        )['EvaluationResults']
        return result['EvalDecision'] == 'implicitDeny'

    def policy_variables(self):
        self.client('s3', EDGE).create_bucket(Bucket='tagged')
        own = 'arn:aws:s3:::tagged/${aws:PrincipalAccount}/*'
        s3 = session(self, 's3', 'by-account', allow('s3:PutObject', own), region=EDGE)
        return code(s3.put_object, Bucket='tagged', Key=f'{ACCOUNT}/x', Body=b'x') == 'AccessDenied'

    def pass_role(self):
        ecs = session(self, 'ecs', 'registers', allow('ecs:RegisterTaskDefinition'))
        task = {'family': 'x', 'containerDefinitions': [{'name': 'x', 'image': 'x'}]}
        role = f'arn:aws:iam::{ACCOUNT}:role/registers'
        return code(ecs.register_task_definition, **task, executionRoleArn=role) == 'allowed'


def _assume(test, name, **condition):
    trust = {'Principal': {'Federated': PROVIDER}, 'Action': 'sts:AssumeRoleWithWebIdentity'}
    role = make_role(test, name, trust={**trust, 'Condition': {'StringEquals': condition}})
    call = test.client('sts').assume_role_with_web_identity
    return code(call, RoleArn=role, RoleSessionName='test', WebIdentityToken=token(repository_id='2'))
