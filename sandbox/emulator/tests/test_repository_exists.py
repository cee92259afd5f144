from emulator.tests.support import Deployed

REPOSITORY = {'Images': {'Type': 'AWS::ECR::Repository', 'Properties': {'RepositoryName': 'bank-api'}}}


class TestRepositoryExists(Deployed):
    def test_one_with_the_same_name_is_refused_and_the_other_stays(self):
        ecr = self.client('ecr')
        ecr.create_repository(repositoryName='bank-api', imageTagMutability='IMMUTABLE')
        self.addCleanup(ecr.delete_repository, repositoryName='bank-api')
        with self.assertRaisesRegex(AssertionError, "'bank-api' already exists"):
            self.deploy(REPOSITORY)
        kept = ecr.describe_repositories(repositoryNames=['bank-api'])['repositories'][0]
        self.assertEqual(kept['imageTagMutability'], 'IMMUTABLE')
