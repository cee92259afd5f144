// What the projen tasks set too: here for whoever calls jest directly. From 2.262 the CDK runs a linter of five
// seconds in every synth; test/validation.test.ts runs it once, strictly.
process.env.CDK_VALIDATION = 'false';
process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = '20';

// A deprecated call of ours fails a test here rather than warn a user.
process.env.JSII_DEPRECATED = 'fail';

// No stack for each element: it takes a fifth of the time of a test, and no template has it.
process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:disable-creation-stack-traces': true });
