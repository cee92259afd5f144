"""Databases as the library defines them: log groups first, a secret for each user, a replica, readers that scale."""

import json
import string

from emulator.tests.support import REGION, Deployed

KEY = {'Fn::GetAtt': ['Key', 'Arn']}
OWNER = {'MasterUsername': 'tracker', 'ManageMasterUserPassword': True, 'MasterUserSecret': {'KmsKeyId': KEY}}


def user(host, port):
    fields = (
        '{"dbname":"tracker","host":"',
        {'Fn::GetAtt': host},
        f'","port":{port},"engine":"postgres","username":"app"}}',
    )
    generated = {
        'SecretStringTemplate': {'Fn::Join': ['', list(fields)]},
        'GenerateStringKey': 'password',
        'PasswordLength': 32,
        'ExcludePunctuation': True,
        'ExcludeCharacters': string.punctuation,
    }
    return {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'KmsKeyId': KEY, 'GenerateSecretString': generated}}


def subnet(letter, number):
    place = {'VpcId': {'Ref': 'Vpc'}, 'AvailabilityZone': f'{REGION}{letter}', 'CidrBlock': f'10.0.{number}.0/24'}
    return {'Type': 'AWS::EC2::Subnet', 'Properties': place}


def shared(log_group, kind, family):
    group = f'AWS::RDS::DB{kind}ParameterGroup'
    parameters = {'log_min_duration_statement': '1000', 'rds.force_ssl': '1'}
    described = {'Family': family, 'Description': 'Parameters of a test', 'Parameters': parameters}
    names = {letter: f'Subnet{letter.upper()}' for letter in 'ab'}
    subnets = {'DBSubnetGroupDescription': 'Subnets of a test', 'SubnetIds': [{'Ref': name} for name in names.values()]}
    return {
        'Vpc': {'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': '10.0.0.0/16'}},
        **{name: subnet(letter, number) for number, (letter, name) in enumerate(names.items())},
        'Key': {'Type': 'AWS::KMS::Key', 'Properties': {'KeyPolicy': {'Statement': []}}},
        'Subnets': {'Type': 'AWS::RDS::DBSubnetGroup', 'Properties': subnets},
        'Parameters': {'Type': group, 'Properties': described},
        'Logs': {'Type': 'AWS::Logs::LogGroup', 'Properties': {'LogGroupName': log_group, 'RetentionInDays': 90}},
    }


def instance():
    properties = {
        'DBInstanceIdentifier': 'tracker',
        'Engine': 'postgres',
        'EngineVersion': '18.3',
        'DBInstanceClass': 'db.t4g.medium',
        'DBName': 'tracker',
        'Port': '5432',
        'AllocatedStorage': '20',
        'MaxAllocatedStorage': 100,
        'MultiAZ': True,
        'StorageEncrypted': True,
        'KmsKeyId': KEY,
        'DBSubnetGroupName': {'Ref': 'Subnets'},
        'DBParameterGroupName': {'Ref': 'Parameters'},
        **OWNER,
    }
    replica = {'DBInstanceIdentifier': 'tracker-replica-1', 'Engine': 'postgres', 'DBInstanceClass': 'db.t4g.medium'}
    return shared('/aws/rds/instance/tracker/postgresql', '', 'postgres18') | {
        'Database': {'Type': 'AWS::RDS::DBInstance', 'DependsOn': 'Logs', 'Properties': properties},
        'Replica': {
            'Type': 'AWS::RDS::DBInstance',
            'Properties': replica | {'SourceDBInstanceIdentifier': {'Ref': 'Database'}},
        },
        'App': user(['Database', 'Endpoint.Address'], 5432),
    }


def cluster():
    properties = {
        'DBClusterIdentifier': 'product',
        'Engine': 'aurora-postgresql',
        'EngineVersion': '17.9',
        'DatabaseName': 'tracker',
        'Port': 5432,
        'ServerlessV2ScalingConfiguration': {'MinCapacity': 0.5, 'MaxCapacity': 16},
        'DBSubnetGroupName': {'Ref': 'Subnets'},
        'DBClusterParameterGroupName': {'Ref': 'Parameters'},
        **OWNER,
    }
    writer = {
        'DBInstanceClass': 'db.serverless',
        'Engine': 'aurora-postgresql',
        'DBClusterIdentifier': {'Ref': 'Database'},
    }
    scaled = {
        'ServiceNamespace': 'rds',
        'ScalableDimension': 'rds:cluster:ReadReplicaCount',
        'ResourceId': {'Fn::Sub': 'cluster:${Database}'},
        'MinCapacity': 1,
        'MaxCapacity': 3,
    }
    return shared('/aws/rds/cluster/product/postgresql', 'Cluster', 'aurora-postgresql17') | {
        'Database': {'Type': 'AWS::RDS::DBCluster', 'DependsOn': 'Logs', 'Properties': properties},
        'Writer': {'Type': 'AWS::RDS::DBInstance', 'Properties': writer},
        'Scaling': {'Type': 'AWS::ApplicationAutoScaling::ScalableTarget', 'Properties': scaled},
        'App': user(['Database', 'Endpoint.Address'], 5432),
    }


OUT = {
    'Host': {'Fn::GetAtt': ['Database', 'Endpoint.Address']},
    'Owner': {'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn']},
    'App': {'Ref': 'App'},
}


class TestDatabases(Deployed):
    def value(self, arn):
        return json.loads(self.client('secretsmanager').get_secret_value(SecretId=arn)['SecretString'])

    def test_a_db_instance_has_its_parameters_a_replica_and_a_login_for_each_user(self):
        told = {
            **OUT,
            'Id': {'Fn::GetAtt': ['Database', 'DbiResourceId']},
            'Reader': {'Fn::GetAtt': ['Replica', 'Endpoint.Address']},
        }
        made = self.deploy(instance(), told)
        rds = self.client('rds')
        (found,) = rds.describe_db_instances(DBInstanceIdentifier='tracker')['DBInstances']

        self.assertEqual(found['Endpoint']['Address'], made['Host'])
        self.assertEqual((found['EngineVersion'], found['MultiAZ'], found['StorageEncrypted']), ('18.3', True, True))
        (group,) = found['DBParameterGroups']
        parameters = rds.describe_db_parameters(DBParameterGroupName=group['DBParameterGroupName'])['Parameters']
        values = {parameter['ParameterName']: parameter.get('ParameterValue') for parameter in parameters}
        self.assertEqual((values['rds.force_ssl'], values['log_min_duration_statement']), ('1', '1000'))
        self.assertNotEqual(made['Reader'], made['Host'])
        self.assertTrue(made['Id'].startswith('db-'))
        self.see_logins(made)

    def test_a_cluster_of_aurora_has_a_writer_both_endpoints_and_a_login_for_each_user(self):
        told = {**OUT, 'Reader': {'Fn::GetAtt': ['Database', 'ReadEndpoint.Address']}}
        made = self.deploy(cluster(), told)
        (found,) = self.client('rds').describe_db_clusters(DBClusterIdentifier='product')['DBClusters']

        self.assertEqual((found['Endpoint'], found['ReaderEndpoint']), (made['Host'], made['Reader']))
        self.assertEqual(len(found['DBClusterMembers']), 1)
        self.see_logins(made)

    def see_logins(self, made):
        app, owner = self.value(made['App']), self.value(made['Owner'])
        self.assertEqual((app['username'], owner['username']), ('app', 'tracker'))
        self.assertEqual((app['host'], app['port'], app['dbname']), (made['Host'], 5432, 'tracker'))
        self.assertRegex(app['password'], '^[A-Za-z0-9]{32}$')
        self.assertNotEqual(app['password'], owner['password'])
