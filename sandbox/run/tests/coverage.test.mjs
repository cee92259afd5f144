// What `run/coverage.mjs` reports, without an emulator.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { coverageProblems, typesIn } from '../resource-types/in-templates.mjs';

const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
after(() => rmSync(folder, { recursive: true }));

test('coverage reports an unsupported type with its stacks, and support that no template needs', () => {
  for (const [stack, types] of Object.entries({
    One: ['AWS::DMS::Endpoint', 'AWS::S3::Bucket'],
    Two: ['AWS::DMS::Endpoint'],
  })) {
    const Resources = Object.fromEntries(types.map((Type, index) => [`R${index}`, { Type }]));
    writeFileSync(join(folder, `${stack}.template.json`), JSON.stringify({ Resources }));
  }
  const problems = coverageProblems(typesIn(folder), {
    'AWS::S3::Bucket': 'native',
    'AWS::SQS::Queue': 'native',
    'AWS::Route53::HealthCheck': 'emulator',
  });
  assert.equal(problems.length, 2);
  assert.match(problems[0], /^AWS::DMS::Endpoint of One, Two is not supported/);
  assert.match(problems[1], /^AWS::Route53::HealthCheck is in no template/);
});

test('coverage reports nothing for templates that the emulator supports', () => {
  const supported = { 'AWS::S3::Bucket': 'native', 'AWS::DMS::Endpoint': 'template-only' };
  assert.deepEqual(coverageProblems(typesIn(folder), supported), []);
});
