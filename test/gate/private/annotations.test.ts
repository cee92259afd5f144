import { Annotations, NestedStack } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { annotationsIn } from '../../../src/gate/private/annotations';
import { newApp } from '../../support/cloud';
import { bankIn } from '../../support/gated';

test('the notes of one type are told, each with its construct', () => {
  const { data, api } = bankIn(newApp());
  Annotations.of(data).addError('one');
  Annotations.of(data).addError('two');
  Annotations.of(data).addWarningV2('bank:three', 'three');
  Annotations.of(api).addError('four');

  expect(annotationsIn([data], ArtifactMetadataEntryType.ERROR)).toEqual(['Data: one', 'Data: two']);
  expect(annotationsIn([data, api], ArtifactMetadataEntryType.WARN)).toEqual(['Data: three [ack: bank:three]']);
});

test('a note is told once where a stack and one below it are both asked for', () => {
  const { api } = bankIn(newApp());
  const nested = api.node.findChild('Nested') as NestedStack;
  Annotations.of(nested.node.findChild('Topic')).addError('one');

  expect(annotationsIn([api, nested], ArtifactMetadataEntryType.ERROR)).toEqual(['Api/Nested/Topic: one']);
});
