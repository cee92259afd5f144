import { Stack } from 'aws-cdk-lib';
import { DomainName, EndpointType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import {
  FunctionUrlOrigin,
  HttpOrigin,
  RestApiOrigin,
  S3BucketOrigin,
  S3StaticWebsiteOrigin,
} from 'aws-cdk-lib/aws-cloudfront-origins';
import { Function as LambdaFunction, FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ApiHostHeader, SpaToolchain } from '../../../src/site';
import { apiProblems } from '../../../src/site/private/api-problems';
import { workloadStack } from '../../support/cloud';
import { saidOf } from '../../support/problems';
import { domainIn, siteIn } from '../../support/site';

const problemsOf = (path: string) => saidOf(apiProblems(path, SpaToolchain.vite(), ['/graphql']));

test.each(['api/*', '/*', '*', '/', '/?*', '//*', '/??*', '/?', `/${'a'.repeat(255)}`])(
  '`pathPattern` refuses "%s"',
  (path) => {
    expect(problemsOf(path)).toEqual([['site/not-an-api-path', 'pathPattern', path]]);
  },
);

test.each(['/assets/*', '/assets/api/*', '/a*', '/index.html'])(
  '`pathPattern` refuses "%s": it takes content of the site',
  (path) => {
    expect(problemsOf(path)).toEqual([['site/path-of-content', 'pathPattern', path]]);
  },
);

test.each(['/api', '/api/*', '/graphql/*', '/api/v?/*'])('`pathPattern` takes "%s"', (path) => {
  expect(problemsOf(path)).toEqual([]);
});

test('a path is taken once', () => {
  const site = siteIn();
  const add = (path: string) => site.addApi(path, new HttpOrigin('api.bank.example'));
  ['/api/*', '/graphql'].forEach(add);

  expect(() => add('/api/*')).toThrowProblem('site/path-taken', 'pathPattern', '/api/*', 'Web/Site');
});

describe('the Host of the viewer', () => {
  const addTo = (stack: Stack, origin: IOrigin) => () =>
    siteIn(stack, { domain: domainIn(stack) }).addApi('/api/*', origin, { hostHeader: ApiHostHeader.VIEWER });

  test.each<[string, (stack: Stack) => IOrigin]>([
    ['a bucket', (stack) => S3BucketOrigin.withOriginAccessControl(new Bucket(stack, 'Files'))],
    [
      'a bucket by its name',
      (stack) => S3BucketOrigin.withBucketDefaults(Bucket.fromBucketName(stack, 'Files', 'files')),
    ],
    ['a website of S3', (stack) => new S3StaticWebsiteOrigin(new Bucket(stack, 'Web', { websiteIndexDocument: 'i' }))],
    ['a REST API', (stack) => new RestApiOrigin(restApiIn(stack))],
    ['a REST API by its name', () => new HttpOrigin('abcdefghij.execute-api.eu-west-2.amazonaws.com')],
    ['a function URL', (stack) => FunctionUrlOrigin.withOriginAccessControl(functionUrlIn(stack))],
    ['a function URL by its name', () => new HttpOrigin('abcdefghij.lambda-url.eu-west-2.on.aws')],
  ])('is refused for %s, which answers to its own name alone', (_, originIn) => {
    const stack = workloadStack();

    expect(addTo(stack, originIn(stack))).toThrowProblem(
      'site/origin-with-own-host',
      'hostHeader',
      'VIEWER',
      'Web/Site',
    );
  });

  test.each<[string, (stack: Stack) => IOrigin]>([
    ['a name', () => new HttpOrigin('api.platform.example')],
    ['a custom domain name of API Gateway', (stack) => new HttpOrigin(domainNameIn(stack).domainNameAliasDomainName)],
    ['that name written out', () => new HttpOrigin('d-abc123.execute-api.eu-west-2.amazonaws.com')],
    ['an origin of the team', () => ({ bind: (...args) => new HttpOrigin('api.platform.example').bind(...args) })],
  ])('goes to %s', (_, originIn) => {
    const stack = workloadStack();

    expect(addTo(stack, originIn(stack))).not.toThrow();
  });

  const restApiIn = (stack: Stack) => {
    const api = new RestApi(stack, 'Api');
    api.root.addMethod('GET');
    return api;
  };
  const functionUrlIn = (stack: Stack) =>
    LambdaFunction.fromFunctionAttributes(stack, 'Function', {
      functionArn: 'arn:aws:lambda:ap-southeast-1:111111111111:function:api',
      sameEnvironment: true,
    }).addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
  const domainNameIn = (stack: Stack) =>
    new DomainName(stack, 'Name', {
      domainName: '*.platform.example',
      endpointType: EndpointType.REGIONAL,
      certificate: Certificate.fromCertificateArn(
        stack,
        'Certificate',
        'arn:aws:acm:eu-west-2:111111111111:certificate/1',
      ),
    });
});
