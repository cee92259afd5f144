import { CfnGatewayResponse, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';

/** Answers of API Gateway itself, by type: status and message. They name nothing of what is behind. */
const RESPONSES: Record<string, [status: string, message: string]> = {
  ACCESS_DENIED: ['403', 'Not allowed'],
  AUTHORIZER_CONFIGURATION_ERROR: ['500', 'The request could not be authorized'],
  AUTHORIZER_FAILURE: ['500', 'The request could not be authorized'],
  BAD_REQUEST_BODY: ['400', 'The body does not conform to the schema'],
  BAD_REQUEST_PARAMETERS: ['400', 'A required parameter or header is missing'],
  INTEGRATION_FAILURE: ['502', 'The request could not be answered'],
  INTEGRATION_TIMEOUT: ['504', 'The answer took too long'],
  INVALID_API_KEY: ['403', 'Not allowed'],
  MISSING_AUTHENTICATION_TOKEN: ['404', 'Not found'],
  QUOTA_EXCEEDED: ['429', 'The quota of today is used up'],
  THROTTLED: ['429', 'Too many requests'],
  UNAUTHORIZED: ['401', 'Authorization is missing or not valid'],
};

/** Classes of responses that are not listed: they keep the status of API Gateway. */
const CLASSES = { DEFAULT_4XX: 'The request is not valid', DEFAULT_5XX: 'The request could not be answered' };

/** Creates the answers of API Gateway itself: one JSON body of a message and the id of the request, for all of them. */
export function gatewayResponses(restApi: RestApi): void {
  const scope = new Construct(restApi, 'Responses');
  const { restApiId } = restApi;
  for (const [responseType, [statusCode, message]] of Object.entries(RESPONSES)) {
    const responseParameters = HEADERS[responseType];
    const responseTemplates = bodyOf(message);
    new CfnGatewayResponse(scope, responseType, {
      restApiId,
      responseType,
      statusCode,
      responseTemplates,
      responseParameters,
    });
  }
  for (const [responseType, message] of Object.entries(CLASSES)) {
    new CfnGatewayResponse(scope, responseType, { restApiId, responseType, responseTemplates: bodyOf(message) });
  }
}

/** A client over its rate may try again at once. */
const HEADERS: Record<string, Record<string, string>> = {
  THROTTLED: { 'gatewayresponse.header.Retry-After': "'1'" },
};

function bodyOf(message: string): Record<string, string> {
  return { 'application/json': JSON.stringify({ message, requestId: '$context.requestId' }) };
}
