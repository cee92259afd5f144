import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { EdgeFirewallProps } from '../../../../src/edge';
import { newApp, resourcesOf, workloadStack } from '../../../support/cloud';
import { aclOf, firewallIn } from '../../../support/firewall';

describe('PC8 the log', () => {
  const logOf = (props: Partial<EdgeFirewallProps> = {}) => {
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    firewallIn(stack, props);
    const [[group], [logging]] = ['AWS::Logs::LogGroup', 'AWS::WAFv2::LoggingConfiguration'].map((type) =>
      resourcesOf(stack, type),
    );
    return { group, logging, stack };
  };
  const { group, logging, stack } = logOf();

  test('has a name that AWS WAF accepts, is kept for 90 days, and outlives the web ACL', () => {
    expect(group).toMatchObject({
      Properties: { LogGroupName: expect.stringMatching(/^aws-waf-logs-Web-Firewall-\w+$/), RetentionInDays: 90 },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  test('is of the web ACL, and has no policy of ours: AWS WAF adds the one that a log group can have', () => {
    expect(logging.Properties.ResourceArn).toEqual({ 'Fn::GetAtt': [expect.stringContaining('WebAcl'), 'Arn'] });
    expect(logging.Properties.LogDestinationConfigs[0]['Fn::Join'][1].at(-1)).toBe(
      `:logs:ap-southeast-1:111111111111:log-group:${group.Properties.LogGroupName}`,
    );
    expect(logging.DependsOn).toHaveLength(1);
    expect(resourcesOf(stack, 'AWS::Logs::ResourcePolicy')).toEqual([]);
  });

  test('has the requests that rules match, or all of them', () => {
    expect(logging.Properties.LoggingFilter).toEqual({
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({ ActionCondition: { Action } })),
        },
      ],
    });
    expect(logOf({ logAllRequests: true }).logging.Properties.LoggingFilter).toBeUndefined();
  });

  test('and the samples have no bodies and no credentials', () => {
    const hidden = (Field: object) => ({ Field, Action: 'SUBSTITUTION' });
    const headers = { FieldType: 'SINGLE_HEADER', FieldKeys: ['authorization', 'cookie', 'x-api-key'] };

    expect(aclOf().DataProtectionConfig.DataProtections).toEqual([hidden({ FieldType: 'BODY' }), hidden(headers)]);
    expect(
      aclOf({ redactedHeaders: ['X-Session', 'Cookie'], redactQueryString: true }).DataProtectionConfig.DataProtections,
    ).toEqual([
      hidden({ FieldType: 'BODY' }),
      hidden({ FieldType: 'QUERY_STRING' }),
      hidden({ ...headers, FieldKeys: [...headers.FieldKeys, 'x-session'] }),
    ]);
  });

  test('has the retention that is asked for, and is deleted with both keys', () => {
    const { group: own } = logOf({ logRetention: Duration.days(365), removalPolicy: RemovalPolicy.DESTROY });

    expect([own.Properties.RetentionInDays, own.DeletionPolicy]).toEqual([365, 'Delete']);
  });
});
