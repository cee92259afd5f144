import { testRepeated } from '../support/repeated';

testRepeated('defaults');
