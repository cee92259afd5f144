import { bucketsOf, siteToRead, statementsFor } from '../../support/site';

const { stack } = siteToRead();

test('the bucket takes ACLs, since the delivery of CloudFront writes by them, and stays private', () => {
  expect(bucketsOf(stack).logs!.Properties).toMatchObject({
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
  });
});

test('who reads and writes the content is logged there too, by policy and for the one bucket', () => {
  expect(bucketsOf(stack).content.Properties.LoggingConfiguration).toMatchObject({ LogFilePrefix: 's3/' });
  expect(statementsFor(stack, 'AWS::S3::BucketPolicy', 'S3WritesAccessLogs')).toEqual([
    expect.objectContaining({
      Action: 's3:PutObject',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Resource: { 'Fn::Join': ['', [expect.anything(), '/s3/*']] },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111111111111' },
        ArnLike: {
          'aws:SourceArn': {
            'Fn::Join': [
              '',
              ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: expect.stringMatching(/^SiteContent/) }],
            ],
          },
        },
      },
    }),
  ]);
});
